package io.lumenvault.cli.kmip;

import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.StateFolder;
import io.lumenvault.cli.demo.DemoEnvironment;
import io.lumenvault.cli.pki.Credential;
import io.lumenvault.cli.pki.MutualTls;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.client.KmipClientBuilder;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which KMIP listener to speak to, and as whom: by default that of the running demo's site A, as its first KMIP client. */
final class KmipEndpoint {

    private static final int LAST_PORT = 65535;

    @Option(names = "--site", paramLabel = "A|B", defaultValue = "A", description = "Site of the demo (default: ${DEFAULT-VALUE}).")
    private String site;

    @Option(names = "--endpoint", paramLabel = "HOST:PORT", description = "Another listener, with --cert, --key and --ca.")
    private String endpoint;

    @Option(names = "--cert", paramLabel = "FILE", description = "Client certificate, PEM.")
    private Path certificate;

    @Option(names = "--key", paramLabel = "FILE", description = "Its private key, PKCS#8 in PEM.")
    private Path key;

    @Option(names = "--ca", paramLabel = "FILE", description = "Certificate of the authority to trust, PEM.")
    private Path authority;

    /** A client of the listener, to configure. */
    KmipClientBuilder client() throws IOException {
        if (endpoint == null) {
            DemoEnvironment demo = demo();
            return client(demo.value("KMIP_" + site), demo.credential("kmip-client-a"), Path.of(demo.value("CA")));
        }
        if (certificate == null || key == null || authority == null) {
            throw new CommandFailure("--endpoint needs --cert, --key and --ca, too");
        }
        return client(endpoint, new Credential("caller", certificate, key), authority);
    }

    private DemoEnvironment demo() throws IOException {
        if (!site.equals("A") && !site.equals("B")) {
            throw new CommandFailure("there is no site '" + site + "': the demo's sites are A and B");
        }
        return DemoEnvironment.read(StateFolder.path()).orElseThrow(() -> new CommandFailure("no demo has run in " + StateFolder.path()
                + ": start one with 'lumenvault demo', or name a listener with --endpoint, --cert, --key and --ca"));
    }

    private static KmipClientBuilder client(String hostAndPort, Credential caller, Path authority) throws IOException {
        int colon = hostAndPort.lastIndexOf(':');
        String port = hostAndPort.substring(colon + 1);
        if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > LAST_PORT) {
            throw new CommandFailure("'" + hostAndPort + "' is not HOST:PORT");
        }
        return KmipClient.builder(hostAndPort.substring(0, colon), Integer.parseInt(port), MutualTls.context(caller, authority));
    }
}
