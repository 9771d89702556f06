package io.lumenvault.cli.kmip;

import io.lumenvault.cli.pki.Credential;
import io.lumenvault.cli.pki.MutualTls;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.conformance.Player;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.TtlvException;
import io.lumenvault.kmip.ttlv.TtlvReader;
import io.lumenvault.kmip.ttlv.TtlvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;

/** The server that cases are played against, over one of its transports. */
final class ConformanceTarget implements AutoCloseable {

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

    private final KmipClient client;
    private final HttpsTransport https;
    private final AutoCloseable site;

    /**
     * A server.
     *
     * @param port of its KMIP listener, or of its HTTPS listener where that is spoken to
     * @param over the transport
     * @param site what is ended when all is played, or null
     */
    ConformanceTarget(String host, int port, Credential caller, Path authority, MessageTransport over, AutoCloseable site)
            throws IOException {
        SSLContext tls = MutualTls.context(caller, authority);
        this.client = over == MessageTransport.TLS ? KmipClient.builder(host, port, tls).preview().readTimeout(ANSWER_LIMIT).build() : null;
        this.https = over == MessageTransport.TLS ? null : new HttpsTransport(host, port, tls, over);
        this.site = site;
    }

    /** The versions that the server says it speaks. */
    List<ProtocolVersion> versions() throws IOException {
        return client != null ? client.discoverVersions() : https.versions();
    }

    /** How messages are exchanged with it. */
    Player.Transport transport() {
        return client == null ? https : request -> {
            try {
                return TtlvReader.readStructureWithPreview(client.exchange(TtlvWriter.write(request)));
            } catch (TtlvException malformed) {
                throw new IOException("the server's answer is not TTLV: " + malformed.getMessage(), malformed);
            }
        };
    }

    @Override
    public void close() throws Exception {
        try (site) {
            if (client != null) {
                client.close();
            } else {
                https.close();
            }
        }
    }
}
