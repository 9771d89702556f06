package io.lumenvault.kmip.client;

import io.lumenvault.kmip.message.Credential;
import io.lumenvault.kmip.spec.ProtocolVersion;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;

/** Settings of a {@link KmipClient}. */
public final class KmipClientBuilder {

    /** A socket counts whole milliseconds, and takes 0 for no limit. */
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

    private final String host;
    private final int port;
    private final SSLContext tls;
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration readTimeout = Duration.ofSeconds(30);
    private int maximumResponseBytes = 16 << 20;
    boolean preview;
    ProtocolVersion version;
    List<Credential> credentials = List.of();

    KmipClientBuilder(String host, int port, SSLContext tls) {
        this.host = Objects.requireNonNull(host, "host");
        this.tls = Objects.requireNonNull(tls, "tls");
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + "; allowed are 1 to 65535");
        }
        this.port = port;
    }

    /** Speaks this version only; without it the best common one is negotiated. */
    public KmipClientBuilder version(ProtocolVersion only) {
        this.version = only;
        return this;
    }

    /** Speaks the draft of 3.0 too, where the server does. Its numbers may change with the next draft. */
    public KmipClientBuilder preview() {
        this.preview = true;
        return this;
    }

    List<ProtocolVersion> versions() {
        return preview ? ProtocolVersion.withPreview() : ProtocolVersion.supported();
    }

    /** Credentials for each request, beside the TLS certificate. */
    public KmipClientBuilder credentials(Credential... given) {
        this.credentials = List.of(given);
        return this;
    }

    /** How long to wait for a connection; 5 s without. */
    public KmipClientBuilder connectTimeout(Duration timeout) {
        this.connectTimeout = positive(timeout);
        return this;
    }

    /** How long to wait for bytes of an answer; 30 s without. */
    public KmipClientBuilder readTimeout(Duration timeout) {
        this.readTimeout = positive(timeout);
        return this;
    }

    /** The largest answer taken, in bytes; 16 MiB without. */
    public KmipClientBuilder maximumResponseBytes(int bytes) {
        if (bytes < 64) {
            throw new IllegalArgumentException("maximum response of " + bytes + " bytes; allowed are 64 and more");
        }
        this.maximumResponseBytes = bytes;
        return this;
    }

    /** The client. @throws IllegalArgumentException where the version is not one that it may speak */
    public KmipClient build() {
        if (version != null && !versions().contains(version)) {
            throw new IllegalArgumentException("version " + version + "; allowed are " + versions()
                    + (version.isKnown() ? ", and this one after preview()" : ""));
        }
        return new KmipClient(this);
    }

    TlsConnection connect() throws IOException {
        return TlsConnection.open(host, port, tls, connectTimeout, readTimeout, maximumResponseBytes);
    }

    private static Duration positive(Duration timeout) {
        if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("timeout " + timeout + "; allowed are 1 ms to 24 days");
        }
        return timeout;
    }
}
