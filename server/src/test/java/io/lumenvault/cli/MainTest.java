package io.lumenvault.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.cli.pki.CertificateAuthority;
import io.lumenvault.cli.pki.Credential;
import io.lumenvault.cli.pki.Purpose;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "serve", "hsm", "hsm init", "keys", "keys list", "keys pool", "audit", "audit search", "audit export", "audit prove", "audit verify", "audit key", "audit genealogy", "bench", "drill", "approvals", "approvals list", "approvals show", "approvals approve", "approvals refuse",
        "link", "link plan", "link pass", "link run", "link report", "kmip", "kmip decode", "kmip encode", "conformance", "conformance kmip",
        "bench distill", "bench hsm", "bench ingest", "bench kmip", "bench kmip.codec", "bench qkd014"})
    void help_ofEachCommand_isPrinted(String command) {
        assertEquals(0, run((command + " --help").split(" ")));
        assertTrue(out.toString().startsWith("Usage: lumenvault " + command), out.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "demo --fro 5", "demo --for x", "demo --for 0", "serve", "hsm", "hsm init", "keys", "audit", "access", "kmip", "kmip decode --xml --json", "conformance", "conformance kmip", "bench", "drill", "link", "link plan --protocol x", "link plan --from 5 --to 1", "link plan --dark 7", "link plan --wavelength 900", "link pass --elevation 10", "link pass --protocol mdi", "link run --for 0", "link run --protocol x", "link run --intercept 2", "link run --intercept 0.1 --tap 0.1", "link run --protocol mdi --split-photons", "link run --eve-from 9 --eve-until 3", "link run --record .", "link report",
        "drill nonsense", "approvals", "approvals show x", "approvals approve 00000000-0000-4000-8000-000000000000 --reason mistake", "drill list --rounds 0", "audit search --result bogus", "audit search --limit 0", "audit verify bundle.zip", "audit export --output x", "audit export --format pdf --whole --output x", "audit prove", "audit genealogy", "audit genealogy --link link-ab", "bench hsm --seconds 0", "bench hsm --seconds -3", "bench hsm --seconds x", "bench kmip --server-warm-up 0", "bench kmip --connections 0"})
    void wrongUsage_isOneLineAndExitCode2(String words) {
        assertEquals(2, run(words.split(" ")));
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().startsWith("lumenvault: "), err.toString());
    }

    @Test
    void serve_configurationMissing_isOneLineAndExitCode1() {
        assertEquals(1, run("serve", "--config", "/nowhere/lumenvault.properties"));
        assertEquals("lumenvault: there is no configuration file /nowhere/lumenvault.properties\n", err.toString());
    }

    @Test
    void serve_configurationIsAFolder_isNamed(@TempDir Path folder) {
        assertEquals(1, run("serve", "--config", folder.toString()));
        assertEquals("lumenvault: the configuration file " + folder + " is a folder\n", err.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"policy check", "kmip decode", "serve --config", "audit verify evidence.zip --public-key"})
    void fileThatIsNotThere_isNamed_inWords(String command, @TempDir Path folder) {
        Path absent = folder.resolve("absent");
        assertEquals(1, run((command + " " + absent).split(" ")));
        assertTrue(err.toString().matches("lumenvault: there is no (configuration )?file " + absent + "\\R"), err.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"policy check", "link report", "serve --config", "audit verify evidence.zip --public-key"})
    void fileThatIsNoText_isNamed(String command, @TempDir Path folder) throws IOException {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertEquals(1, run((command + " " + binary).split(" ")));
        assertEquals("lumenvault: " + binary + " is not text in UTF-8\n", err.toString());
    }

    @Test
    void qkd_linkOfAnyName_isAskedFor(@TempDir Path folder) throws IOException {
        CertificateAuthority authority = CertificateAuthority.open(folder, "Test CA", InstantSource.system());
        Credential officer = authority.credential("officer", Purpose.CLIENT);
        assertEquals(1, run("qkd", "quarantine", "--link", "a b", "--since", "2026-01-01T00:00:00Z", "--until", "2026-01-02T00:00:00Z", "--reason", "why",
                "--url", "https://127.0.0.1:1", "--ca", authority.certificate().toString(), "--cert", officer.certificate().toString(),
                "--key", officer.key().toString()));
        assertEquals("lumenvault: nothing answers at https://127.0.0.1:1: is the site running?\n", err.toString());
    }

    @Test
    void bench_figuresFileNotWritable_isRefusedBeforeMeasuring(@TempDir Path folder) {
        assertEquals(2, run("bench", "hsm", "--json", folder + "/absent/figures.json"));
        assertTrue(err.toString().contains(folder + "/absent/figures.json cannot be written: there is no folder " + folder + "/absent"), err.toString());
        assertEquals(2, run("bench", "hsm", "--json", folder.toString()));
        assertTrue(err.toString().contains(folder + " cannot be written: it is a folder"), err.toString());
    }

    @Test
    void audit_urlWithoutCertificate_isOneLine() {
        assertEquals(1, run("audit", "verify", "--url", "https://127.0.0.1:1"));
        assertEquals("lumenvault: --url needs --ca, and --cert with --key or --token-file, too\n", err.toString());
    }
}
