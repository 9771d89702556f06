package io.lumenvault.server.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Finds out who sends an HTTP request: by a bearer token (RFC 6750) on the routes that take one, otherwise by the client certificate
 * that TLS has verified.
 */
public final class HttpAuthentication {

    private static final String SCHEME = "Bearer ";
    private static final String IDENTITY = CertificateIdentity.class.getName();

    private final PrincipalDirectory directory;
    private final OidcTokens oidc;
    private final InstantSource clock;

    /** @param oidc tokens of the identity provider, or null where none is configured */
    public HttpAuthentication(PrincipalDirectory directory, OidcTokens oidc, InstantSource clock) {
        this.directory = Objects.requireNonNull(directory, "directory");
        this.oidc = oidc;
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** The bearer token of a request, if it has one. */
    public static Optional<String> bearer(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(header.substring(SCHEME.length()).strip()) : Optional.empty();
    }

    /** The method of authentication that a bearer token is for. */
    public static String method(String token) {
        return ServiceToken.looksLike(token) ? "token" : "oidc";
    }

    /** Whether the identity provider may have to be asked about a bearer token; all others are known here. */
    public static boolean mayWait(String token) {
        return !ServiceToken.looksLike(token);
    }

    /** The caller by its certificate. Does not block. */
    public Principal byCertificate(HttpServerRequest request) throws AuthenticationException {
        SSLSession session = request.sslSession();
        try {
            if (session.getValue(IDENTITY) instanceof CertificateIdentity known) {
                return directory.principal(known);
            }
            CertificateIdentity identity = directory.identify((X509Certificate) session.getPeerCertificates()[0]);
            session.putValue(IDENTITY, identity);
            return directory.principal(identity);
        } catch (SSLPeerUnverifiedException none) {
            throw new AuthenticationException("a client certificate or a bearer token is needed");
        }
    }

    /** The caller by its bearer token; blocks where it {@linkplain #mayWait may wait} for the identity provider. */
    public Principal byBearer(String token) throws AuthenticationException {
        if (ServiceToken.looksLike(token)) {
            return ServiceToken.principal(token, directory, clock.instant());
        }
        if (oidc == null) {
            throw new AuthenticationException("bearer tokens of an identity provider are not taken here: none is configured");
        }
        return oidc.principal(token, directory, clock.instant());
    }
}
