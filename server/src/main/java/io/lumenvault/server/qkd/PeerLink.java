package io.lumenvault.server.qkd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lumenvault.server.access.PrincipalDirectory;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Speaks to the key managers at the other ends, over mutual TLS with this site's certificate. Every message may be sent twice
 * with the effect of once, so one that is lost on an idle connection is sent again.
 */
@Singleton
class PeerLink {

    private static final Duration CONNECT = Duration.ofSeconds(4);
    private static final Duration ANSWER = Duration.ofSeconds(8);
    /** How long a peer that could not be reached is not tried again for the sake of a supply. */
    private static final Duration REST = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int ATTEMPTS = 20;
    private static final int OK = 200;
    private static final int CONFLICT = 409;
    /** RFC 8470: here, the block has not been compared yet at that end. */
    static final int TOO_EARLY = 425;
    private static final int SERVER_ERRORS = 500;

    private final Map<String, Long> restingUntil = new ConcurrentHashMap<>();
    private final PrincipalDirectory principals;
    private final ObjectMapper json;
    private final HttpClient client;

    PeerLink(PrincipalDirectory principals, ObjectMapper json, TlsConfigurationRegistry tls) throws Exception {
        this.principals = principals;
        this.json = json;
        this.client = HttpClient.newBuilder()
                .sslContext(tls.get("peers").orElseThrow().createSSLContext())
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    @PreDestroy
    void close() {
        client.shutdownNow();
    }

    /**
     * Refuses at once while the peer is known to be out of reach, so that no key is reserved in vain.
     *
     * @throws PeerException when it is
     */
    void requireReachable(Link link) {
        Long until = restingUntil.get(link.id());
        if (until != null && System.nanoTime() - until < 0) {
            throw PeerException.withoutEffect("the key manager of " + link.peerSite() + " cannot be reached");
        }
    }

    /** Asks the peer to compare blocks. */
    PeerMessages.Verdicts compare(Link link, PeerMessages.Tags tags) {
        return read(send(link, "blocks", tags), PeerMessages.Verdicts.class);
    }

    /** Tells the peer of an allocation; when it returns, the peer holds it durably. */
    void supply(Link link, PeerMessages.Supply supply) {
        send(link, "supplies", supply);
    }

    /** The same for a key that becomes a managed object. */
    void freshObject(Link link, PeerMessages.FreshObject object) {
        send(link, "objects", object);
    }

    /** Tells the peer that an allocation is taken back; when it returns, the peer will never use it. */
    void voidSupply(Link link, PeerMessages.Void taken) {
        send(link, "voids", taken);
    }

    /** Tells the peer what was decided about blocks; when it returns, the peer has done the same. */
    void decide(Link link, PeerMessages.Decision decision) {
        send(link, "decisions", decision);
    }

    private byte[] send(Link link, String kind, Object message) {
        HttpRequest request = HttpRequest.newBuilder(address(link, kind))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(write(message)))
                .build();
        boolean arrivedPerhaps = false;
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
                    restingUntil.remove(link.id());
                    if (response.statusCode() != TOO_EARLY || attempt >= ATTEMPTS) {
                        return checked(link, response, arrivedPerhaps);
                    }
                    Thread.sleep(PAUSE);
                } catch (IOException lost) {
                    boolean unreached = unreached(lost);
                    // A kept connection may turn out to be closed only when it is used: then once more on a new one.
                    if (unreached || arrivedPerhaps || lost instanceof HttpTimeoutException) {
                        throw failed(link, unreached && !arrivedPerhaps);
                    }
                    arrivedPerhaps = true;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw PeerException.uncertain("the node is stopping");
        }
    }

    private static boolean unreached(IOException failure) {
        return failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException
                || failure instanceof SSLHandshakeException;
    }

    private PeerException failed(Link link, boolean untouched) {
        restingUntil.put(link.id(), System.nanoTime() + REST.toNanos());
        String text = "the key manager of " + link.peerSite() + (untouched ? " cannot be reached" : " did not answer");
        return untouched ? PeerException.withoutEffect(text) : PeerException.uncertain(text);
    }

    private byte[] checked(Link link, HttpResponse<byte[]> response, boolean arrivedBefore) {
        String name = name(response);
        if (!name.equals(link.peerPrincipal())) {
            throw PeerException.uncertain("'" + name + "' answers for the peer of link " + link.id() + ", which is '"
                    + link.peerPrincipal() + "'");
        }
        int status = response.statusCode();
        if (status == OK) {
            return response.body();
        }
        String text = "the key manager of " + link.peerSite() + " answers with status " + status + message(response.body());
        // A conflict means that the two ends disagree about the range: it must not be tried again.
        boolean untouched = !arrivedBefore && status < SERVER_ERRORS && status != CONFLICT;
        throw untouched ? PeerException.withoutEffect(text) : PeerException.uncertain(text);
    }

    private String name(HttpResponse<byte[]> response) {
        try {
            return principals.byCertificate(
                    (X509Certificate) response.sslSession().orElseThrow().getPeerCertificates()[0]).name();
        } catch (SSLPeerUnverifiedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String message(byte[] body) {
        try {
            String message = json.readTree(body).path("message").asText("");
            return message.isEmpty() ? "" : ": " + message;
        } catch (IOException none) {
            return "";
        }
    }

    private static URI address(Link link, String kind) {
        String base = link.peerUrl().toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                + "/peer/v1/links/" + link.id() + "/" + kind);
    }

    private byte[] write(Object message) {
        try {
            return json.writeValueAsBytes(message);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private <T> T read(byte[] answer, Class<T> type) {
        try {
            return json.readValue(answer, type);
        } catch (IOException malformed) {
            throw PeerException.uncertain("the peer's answer cannot be read");
        }
    }
}
