package io.lumenvault.server.access;

import io.lumenvault.ground.CertificateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jose4j.http.Get;
import org.jose4j.http.SimpleGet;
import org.jose4j.http.SimpleResponse;

/**
 * Fetches from the identity provider, in one attempt. After one that failed there is no other for some seconds: whoever asks meanwhile is
 * told at once, so that tokens cannot make a node wait for a provider that is away again and again.
 */
final class OidcGet implements SimpleGet {

    private static final int LIMIT_MILLIS = 5000;
    private static final long REMEMBERED_NANOS = Duration.ofSeconds(5).toNanos();

    private final Get get = new Get();
    private volatile Failure last;

    /** @param at by {@link System#nanoTime} */
    private record Failure(long at, String message) {}

    /** @throws IOException when the authority's certificate cannot be read */
    OidcGet(Optional<Path> authority) throws IOException {
        get.setConnectTimeout(LIMIT_MILLIS);
        get.setReadTimeout(LIMIT_MILLIS);
        get.setRetries(0);
        if (authority.isPresent()) {
            get.setTrustedCertificates(List.of(certificate(authority.get())));
        }
    }

    @Override
    public SimpleResponse get(String location) throws IOException {
        Failure known = last;
        if (known != null && System.nanoTime() - known.at < REMEMBERED_NANOS) {
            throw new IOException(known.message);
        }
        try {
            return get.get(location);
        } catch (IOException away) {
            last = new Failure(System.nanoTime(), away.getMessage());
            throw away;
        }
    }

    private static X509Certificate certificate(Path file) throws IOException {
        try {
            return CertificateFile.first(file);
        } catch (CertificateException unreadable) {
            throw new IOException(unreadable.getMessage(), unreadable);
        }
    }
}
