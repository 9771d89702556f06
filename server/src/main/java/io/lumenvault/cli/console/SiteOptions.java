package io.lumenvault.cli.console;

import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.FileFaults;
import io.lumenvault.cli.StateFolder;
import io.lumenvault.cli.demo.DemoEnvironment;
import io.lumenvault.cli.http.JsonClient;
import io.lumenvault.cli.pki.Credential;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which site to ask, and as whom. By default the running demo's site A, as its auditor or, to change something, its officer. */
public final class SiteOptions {

    @Option(names = "--site", paramLabel = "A|B", description = "Site of the demo (default: ${DEFAULT-VALUE}).", defaultValue = "A")
    private String site;

    @Option(names = "--url", paramLabel = "URL", description = "Base URL of another site, with --ca, and --cert with --key or --token-file.")
    private String url;

    @Option(names = "--cert", paramLabel = "FILE", description = "Client certificate, PEM.")
    private Path certificate;

    @Option(names = "--key", paramLabel = "FILE", description = "Its private key, PKCS#8 in PEM.")
    private Path key;

    @Option(names = "--ca", paramLabel = "FILE", description = "Certificate of the authority to trust, PEM.")
    private Path authority;

    @Option(names = "--as", paramLabel = "NAME", description = "Whom of the demo's participants to be, for example officer.")
    private String participant;

    @Option(names = "--token-file", paramLabel = "FILE", description = "A bearer token in place of --cert and --key, for a site's console port.")
    private Path token;

    /** By default as the demo's auditor. */
    public JsonClient connect() throws IOException {
        return connect("auditor");
    }

    /** @param usual whom of the demo to be when nobody is named */
    public JsonClient connect(String usual) throws IOException {
        if (url != null) {
            if (authority == null || token == null && (certificate == null || key == null)) {
                throw new CommandFailure("--url needs --ca, and --cert with --key or --token-file, too");
            }
            return client(url, certificate == null ? null : new Credential("caller", certificate, key), authority);
        }
        DemoEnvironment demo = demo();
        Credential played = played(demo, participant == null ? usual : participant);
        Credential caller = certificate == null ? played : new Credential("caller", certificate, key == null ? played.key() : key);
        return client(demo.value((token == null ? "QKD014_" : "CONSOLE_") + site), caller, authority == null ? Path.of(demo.value("CA")) : authority);
    }

    /** The site of the demo, {@code A} or {@code B}; empty when another site is named by its URL. */
    public Optional<String> demoSite() {
        return url == null ? Optional.of(site) : Optional.empty();
    }

    private JsonClient client(String base, Credential caller, Path trusted) throws IOException {
        return token == null ? new JsonClient(base, caller, trusted)
                : JsonClient.withToken(base, FileFaults.text(token, StandardCharsets.US_ASCII).strip(), trusted);
    }

    private DemoEnvironment demo() throws IOException {
        if (!site.equals("A") && !site.equals("B")) {
            throw new CommandFailure("there is no site '" + site + "': the demo's sites are A and B");
        }
        return DemoEnvironment.read(StateFolder.path()).orElseThrow(() -> new CommandFailure(
                "no demo has run in " + StateFolder.path() + ": start one with 'lumenvault demo', or name a site with --url, --cert, --key and --ca"));
    }

    private static Credential played(DemoEnvironment demo, String name) {
        try {
            return demo.credential(name);
        } catch (IllegalArgumentException unknown) {
            throw new CommandFailure("nobody in the demo is called '" + name + "'");
        }
    }
}
