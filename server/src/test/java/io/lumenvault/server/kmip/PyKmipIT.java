package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.lumenvault.cli.pki.Credential;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client of the Debian package python3-pykmip, whose decoder takes no field too many. */
@ExtendWith(SharedKmipSite.class)
class PyKmipIT {

    private static final String PYTHON = "/usr/bin/python3";

    private final KmipSite site;

    PyKmipIT(KmipSite site) {
        this.site = site;
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1", "1.2", "1.3", "1.4", "2.0"})
    void pykmip_isServedAtEachOfItsVersions(String version) throws Exception {
        requirePyKmip();
        Credential credential = site.credential("kmip-client-a");
        Path script = Path.of("src", "test", "resources", "kmip", "pykmip_client.py").toAbsolutePath();
        String output = run(List.of(PYTHON, "-W", "ignore", script.toString(), Integer.toString(site.port()),
                site.authority().certificate().toString(), credential.certificate().toString(), credential.key().toString(), version));
        assertTrue(output.contains("ok   " + version + " create"), output);
        assertEquals(-1, output.indexOf("FAIL"), output);
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(Path.of("target").toAbsolutePath(), "pykmip", ".log");
        Process python = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        if (!python.waitFor(60, TimeUnit.SECONDS)) {
            python.destroyForcibly();
        }
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    private static void requirePyKmip() throws Exception {
        boolean present = Files.isExecutable(Path.of(PYTHON)) && new ProcessBuilder(PYTHON, "-W", "ignore", "-c", "import kmip")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        if (!present && "true".equals(System.getenv("CI"))) {
            fail("PyKMIP is missing: install the package python3-pykmip");
        }
        if (!present) {
            System.err.println("SKIPPED: PyKMIP is missing (package python3-pykmip); KMIP interoperability was NOT tested");
        }
        Assumptions.assumeTrue(present, "PyKMIP is missing");
    }
}
