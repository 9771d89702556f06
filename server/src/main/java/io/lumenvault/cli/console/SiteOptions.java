package io.lumenvault.cli.console;

import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.StateFolder;
import io.lumenvault.cli.demo.DemoEnvironment;
import io.lumenvault.cli.http.JsonClient;
import io.lumenvault.cli.pki.Credential;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which site to ask, and as whom. By default the running demo's site A, as its auditor. */
final class SiteOptions {

    @Option(names = "--site", paramLabel = "A|B", description = "Site of the demo (default: ${DEFAULT-VALUE}).", defaultValue = "A")
    private String site;

    @Option(names = "--url", paramLabel = "URL", description = "Base URL of another site, with --cert, --key and --ca.")
    private String url;

    @Option(names = "--cert", paramLabel = "FILE", description = "Client certificate, PEM.")
    private Path certificate;

    @Option(names = "--key", paramLabel = "FILE", description = "Its private key, PKCS#8 in PEM.")
    private Path key;

    @Option(names = "--ca", paramLabel = "FILE", description = "Certificate of the authority to trust, PEM.")
    private Path authority;

    @Option(names = "--as", paramLabel = "NAME", description = "Whom of the demo's participants to be, for example officer.")
    private String participant;

    JsonClient connect() throws IOException {
        return connect("auditor");
    }

    /** @param usual whom of the demo to be when nobody is named */
    JsonClient connect(String usual) throws IOException {
        if (url != null) {
            if (certificate == null || key == null || authority == null) {
                throw new CommandFailure("--url needs --cert, --key and --ca too");
            }
            return new JsonClient(url, new Credential("caller", certificate, key), authority);
        }
        if (!site.equals("A") && !site.equals("B")) {
            throw new CommandFailure("there is no site '" + site + "': the demo's sites are A and B");
        }
        DemoEnvironment demo = DemoEnvironment.read(StateFolder.path()).orElseThrow(() -> new CommandFailure(
                "no demo has run in " + StateFolder.path() + ": start one with 'lumenvault demo', or name a site with --url, --cert, --key and --ca"));
        Credential played = played(demo, participant == null ? usual : participant);
        Credential caller = certificate == null ? played : new Credential("caller", certificate, key == null ? played.key() : key);
        return new JsonClient(demo.value("QKD014_" + site), caller, authority == null ? Path.of(demo.value("CA")) : authority);
    }

    private static Credential played(DemoEnvironment demo, String name) {
        try {
            return demo.credential(name);
        } catch (IllegalArgumentException unknown) {
            throw new CommandFailure("nobody in the demo is called '" + name + "'");
        }
    }
}
