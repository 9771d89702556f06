package io.lumenvault.cli.kmip;

import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.StateFolder;
import io.lumenvault.cli.demo.DemoEnvironment;
import io.lumenvault.cli.pki.Credential;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which server to speak to, over what, and as whom: by default a site that is started for it. */
final class KmipEndpoint {

    private static final int LAST_PORT = 65535;

    @Option(names = "--over", paramLabel = "TRANSPORT", defaultValue = "TLS",
            description = "${COMPLETION-CANDIDATES}: TTLV on the KMIP port, or "
                    + "TTLV, XML or JSON by HTTPS POST (default: ${DEFAULT-VALUE}).")
    private MessageTransport over;

    @Option(names = "--site", paramLabel = "A|B", description = "A site of the running demo; without it and --endpoint, a fresh site.")
    private String site;

    @Option(names = "--endpoint", paramLabel = "HOST:PORT", description = "Any listener, with --cert, --key and --ca.")
    private String endpoint;

    @Option(names = "--cert", paramLabel = "FILE", description = "Client certificate, PEM.")
    private Path certificate;

    @Option(names = "--key", paramLabel = "FILE", description = "Its private key, PKCS#8 in PEM.")
    private Path key;

    @Option(names = "--ca", paramLabel = "FILE", description = "Certificate of the authority to trust, PEM.")
    private Path authority;

    /** The server, to be closed. */
    ConformanceTarget open() throws IOException {
        if (site != null && endpoint != null) {
            throw new CommandFailure("--site and --endpoint exclude each other");
        }
        if (endpoint == null) {
            return site == null ? FreshSite.start(over) : ofDemo();
        }
        if (certificate == null || key == null || authority == null) {
            throw new CommandFailure("--endpoint needs --cert, --key and --ca, too");
        }
        return target(endpoint, new Credential("caller", certificate, key), authority);
    }

    private ConformanceTarget ofDemo() throws IOException {
        if (!site.equals("A") && !site.equals("B")) {
            throw new CommandFailure("there is no site '" + site + "': the demo's sites are A and B");
        }
        DemoEnvironment demo = DemoEnvironment.read(StateFolder.path()).orElseThrow(() -> new CommandFailure("no demo has run in "
                + StateFolder.path() + ": start one with 'lumenvault demo', or leave --site out for a fresh site"));
        String hostAndPort = over == MessageTransport.TLS ? demo.value("KMIP_" + site)
                : URI.create(demo.value("QKD014_" + site)).getAuthority();
        return target(hostAndPort, demo.credential(site.equals("A") ? "kmip-client-a" : "kmip-client-b"), Path.of(demo.value("CA")));
    }

    private ConformanceTarget target(String hostAndPort, Credential caller, Path trusted) throws IOException {
        int colon = hostAndPort.lastIndexOf(':');
        String port = hostAndPort.substring(colon + 1);
        if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > LAST_PORT) {
            throw new CommandFailure("'" + hostAndPort + "' is not HOST:PORT");
        }
        return new ConformanceTarget(hostAndPort.substring(0, colon), Integer.parseInt(port), caller, trusted, over, null);
    }
}
