package io.lumenvault.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.cli.demo.Site;
import io.lumenvault.cli.drill.HttpsCaller;
import io.lumenvault.cli.pki.CertificateAuthority;
import io.lumenvault.cli.pki.Credential;
import io.lumenvault.cli.pki.MutualTls;
import io.lumenvault.cli.pki.Purpose;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.server.kmip.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bad requests and bad connections to one site: each gets its clear error or a closed connection, and others are served meanwhile. */
class BadInputIT {

    private static final int IDLE = 1000;
    /** Less than a silent peer is borne with: nobody waits for one to be dropped. */
    private static final Duration PROMPT = Duration.ofSeconds(9);
    private static final int HANDSHAKE_LIMIT_MILLIS = 20_000;
    private static final int ANSWER_MILLIS = 20_000;
    private static final String ENC = "/api/v1/keys/sae-b/enc_keys";
    private static final String DEC = "/api/v1/keys/sae-b/dec_keys";
    private static final String BLOCKS = "/ingest/v1/links/link-ab/blocks";
    private static final String BLOCK_TYPE = "application/vnd.lumenvault.key-block";
    private static final Pattern INTERNALS = Pattern.compile("Exception|\\tat |io\\.lumenvault|org\\.|java\\.|vert\\.?x|quarkus|hibernate|SELECT|select ", Pattern.CASE_INSENSITIVE);

    private static RunningSites sites;
    private static Site site;
    private static long pid;

    @BeforeAll
    static void start() throws IOException {
        sites = RunningSites.create("bad-input");
        site = sites.a();
        site.start();
        pid = site.pid();
    }

    @AfterAll
    static void stop() throws IOException {
        if (sites != null) {
            sites.close();
        }
    }

    /** The same process serves on, and nothing that a caller sent counts as a failure of ours. */
    @AfterEach
    void othersAreServed() throws Exception {
        served();
        assertEquals(pid, site.pid());
        assertTrue(site.running());
        List<String> complaints = Files.readAllLines(site.log()).stream().filter(line -> line.contains(" ERROR ") || line.startsWith("\tat ")).toList();
        assertEquals(List.of(), complaints, "the server's log");
    }

    private static void served() throws Exception {
        long begun = System.nanoTime();
        try (HttpsCaller caller = sites.https(site, "sae-a"); KmipClient kmip = sites.kmip(site)) {
            assertEquals(200, caller.get("/api/v1/keys/sae-b/status").status());
            assertFalse(kmip.discoverVersions().isEmpty());
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        assertTrue(taken.compareTo(PROMPT) < 0, () -> "others waited " + taken);
    }

    @Test
    void https_expiredForeignAndMissingCertificates_areRefused() throws Exception {
        CertificateAuthority authority = CertificateAuthority.open(sites.folder().resolve("pki"), "unused", InstantSource.system());
        Instant now = Instant.now();
        Credential expired = authority.issue("expired", Purpose.CLIENT, now.minus(2, ChronoUnit.DAYS), now.minus(1, ChronoUnit.DAYS));
        Credential early = authority.issue("early", Purpose.CLIENT, now.plus(1, ChronoUnit.DAYS), now.plus(2, ChronoUnit.DAYS));
        CertificateAuthority foreign = CertificateAuthority.open(sites.folder().resolve("foreign"), "Lumenvault demo CA", InstantSource.system());
        refused(MutualTls.context(expired, authority.certificate()));
        refused(MutualTls.context(early, authority.certificate()));
        refused(MutualTls.context(foreign.credential("sae-a", Purpose.CLIENT), authority.certificate()));
        refused(withoutCertificate(authority.certificate()));
    }

    private static void refused(SSLContext tls) {
        try (HttpsCaller caller = new HttpsCaller(site.url(), tls)) {
            assertThrows(IOException.class, () -> caller.get("/api/v1/keys/sae-b/status"));
        }
    }

    private static SSLContext withoutCertificate(Path authority) throws Exception {
        var trusted = java.security.KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(authority)) {
            trusted.setCertificateEntry("authority", java.security.cert.CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), new SecureRandom());
        return tls;
    }

    @Test
    void certificateOfNobody_hasNoRights() throws Exception {
        answer("sae-x", "GET", ENC, null, "", 401);
        answer("sae-x", "GET", "/console/v1/audit", null, "", 403);
        answer("sae-x", "POST", BLOCKS, BLOCK_TYPE, "x", 403);
        answer("sae-x", "POST", "/peer/v1/links/link-ab/blocks", "application/json", "{}", 400, 403);
        answer("alice", "GET", ENC, null, "", 401);
        answer("auditor", "GET", ENC, null, "", 401);
    }

    @Test
    void auditSearch_valuesThatCannotBe_areABadRequest() throws Exception {
        for (String query : List.of("result=bogus", "result=SERVED", "since=yesterday", "object=1", "cursor=x", "cursor=MSAx", "text=-", "limit=0")) {
            answer("auditor", "GET", "/console/v1/audit?" + query, null, "", 400);
        }
        try (HttpsCaller caller = sites.https(site, "auditor")) {
            HttpsCaller.Answer answer = caller.get("/console/v1/audit?result=bogus");
            assertEquals("result 'bogus' cannot be read: write served or refused or failed", answer.message());
            assertEquals(200, caller.get("/console/v1/audit?result=refused").status());
        }
    }

    @Test
    void malformedJson_isABadRequest() throws Exception {
        for (String body : List.of("{", "[]", "1", "\"text\"", "null", "{\"number\":}", "{\"number\":1e999}", "{\"number\":\"one\"}", "{\"number\":1.5}",
                "{\"number\":1}trailing", "{\"number\":1,\"number\":2}", "\u0000", "{\"extension_mandatory\":{}}",
                "{\"additional_slave_SAE_IDs\":[{}]}", "[".repeat(5000), "{\"a\":".repeat(5000))) {
            answer("sae-a", "POST", ENC, "application/json", body, 400);
        }
        for (String body : List.of("{}", "{", "{\"key_IDs\":[]}", "{\"key_IDs\":{}}", "{\"key_IDs\":[{\"key_ID\":1}]}", "{\"key_IDs\":[{\"key_ID\":\"'; drop table qkd_key --\"}]}")) {
            answer("sae-a", "POST", DEC, "application/json", body, 400);
        }
        answer("alice", "POST", "/ingest/v1/links/link-ab/status", "application/json", "{", 400);
        answer("site-b", "POST", "/peer/v1/links/link-ab/blocks", "application/json", "{", 400);
        answer("site-b", "POST", "/peer/v1/links/link-ab/supplies", "application/json", "[[[", 400);
    }

    @Test
    void malformedBlock_isABadRequest() throws Exception {
        for (String body : List.of("", "abc", "\0\0\0\u0002{}", "\u007f\u007f\u007f\u007f{}", "\0\0\0\0", "\0\0\0\u0001{", "\0\0\0\u0002[]" + "x".repeat(64))) {
            answer("alice", "POST", BLOCKS, BLOCK_TYPE, body, 400);
        }
    }

    @Test
    void wrongContentType_isRefused() throws Exception {
        answer("sae-a", "POST", ENC, "text/xml", "<number/>", 400, 415);
        answer("sae-a", "POST", ENC, "rubbish", "{}", 400, 415);
        answer("alice", "POST", BLOCKS, "application/json", "{}", 415);
        answer("alice", "POST", "/ingest/v1/links/link-ab/status", "text/plain", "{}", 415);
    }

    @Test
    void wrongMethod_isNotAllowed() throws Exception {
        answer("sae-a", "DELETE", ENC, null, "", 405);
        answer("sae-a", "PUT", DEC, "application/json", "{}", 405);
        answer("alice", "GET", BLOCKS, null, "", 405);
        answer("auditor", "POST", "/console/v1/audit", "application/json", "{}", 405);
        answer("sae-a", "TRACE", ENC, null, "", 405, 501);
    }

    @Test
    void unknownPath_isNotFound() throws Exception {
        for (String path : List.of("/api/v1/keys", "/api/v2/keys/sae-b/enc_keys", "/api/v1/keys/sae-b/enc_keys/more",
                "/..%2f..%2fetc/passwd", "/ingest/v1/links/link-ab/nothing", "/console/v1/nothing")) {
            answer("sae-a", "GET", path, null, "", 404);
        }
        for (String path : List.of("/q/dev", "/q/openapi", "/q/metrics")) {
            answer("sae-a", "GET", path, null, "", 403);
        }
        answer("auditor", "GET", "/q/dev", null, "", 404);
        answer("sae-a", "GET", "/api/v1/keys/sae-b/%2e%2e/enc_keys", null, "", 400);
        answer("sae-a", "GET", "/api/v1/keys/%00%ff/enc_keys", null, "", 400, 404);
    }

    @Test
    void datesAndTextsThatNoDatabaseHolds_areBadRequests() throws Exception {
        String key = "/console/v1/keys/00000000-0000-4000-8000-000000000000";
        String never = "+999999999-01-01T00:00:00Z";
        String inUrl = never.replace("+", "%2B");
        answer("officer", "POST", key + "/hold", "application/json", "{\"reason\":\"\\u0000\"}", 400);
        answer("officer", "POST", key + "/hold", "application/json", "{\"reason\":\"" + "x".repeat(201) + "\"}", 400);
        answer("officer", "POST", key + "/hold", "application/json", "{\"reason\":\"audit\",\"until\":\"" + never + "\"}", 400);
        answer("officer", "POST", key + "/limits", "application/json", "{\"protect_until\":\"" + never + "\"}", 400);
        answer("officer", "GET", "/console/v1/keys?cursor=" + inUrl + "_00000000-0000-4000-8000-000000000000", null, "", 400);
        answer("auditor", "GET", "/console/v1/audit?since=" + inUrl, null, "", 400);
        answer("auditor", "GET", "/console/v1/audit/export?since=" + inUrl, null, "", 400);
        answer("officer", "POST", "/console/v1/links/link-ab/quarantine", "application/json",
                "{\"since\":\"2026-01-01T00:00:00Z\",\"until\":\"" + never + "\",\"reason\":\"test\"}", 400);
        answer("officer", "POST", "/console/v1/links/link-ab/quarantine", "application/json",
                "{\"since\":\"2026-01-01T00:00:00Z\",\"until\":\"2026-01-02T00:00:00Z\",\"reason\":\"\\u0000\"}", 400);
    }

    @Test
    void hugeBody_isRefused() throws Exception {
        byte[] huge = new byte[20 << 20];
        Arrays.fill(huge, (byte) ' ');
        for (String[] target : new String[][] {{"sae-a", ENC, "application/json"}, {"alice", BLOCKS, BLOCK_TYPE}}) {
            try (HttpsCaller caller = sites.https(site, target[0])) {
                HttpsCaller.Answer answer = caller.send("POST", target[1], target[2], BodyPublishers.ofByteArray(huge));
                assertEquals(413, answer.status());
            } catch (IOException _) {
                continue; // closed while we were still sending
            }
        }
    }

    @Test
    void bytesThatAreNoHttp_areRefused() throws Exception {
        for (String sent : List.of("\0\1\2\3\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/1.1\r\nA: " + "a".repeat(40_000) + "\r\n\r\n",
                "POST " + ENC + " HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST " + ENC + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "GET " + ENC + "?" + "x".repeat(40_000) + " HTTP/1.1\r\nHost: x\r\n\r\n")) {
            try (SSLSocket socket = connect(site.httpsPort(), "sae-a")) {
                socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
                String answer = readAll(socket);
                assertTrue(answer.isEmpty() || answer.matches("(?s)HTTP/1\\.[01] (4|5)\\d\\d .*"), answer);
                assertFalse(INTERNALS.matcher(answer).find(), answer);
            }
        }
    }

    /** Whatever comes until the site closes the connection or falls silent. */
    private static String readAll(Socket socket) {
        StringBuilder all = new StringBuilder();
        byte[] buffer = new byte[4096];
        try {
            socket.setSoTimeout(1000);
            for (int read = socket.getInputStream().read(buffer); read >= 0; read = socket.getInputStream().read(buffer)) {
                all.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException _) {
            return all.toString();
        }
        return all.toString();
    }

    @Test
    void kmip_malformedBuffers_areAnsweredOrClosed() throws Exception {
        Path file = SharedData.path("kmip/ttlv-hex/scality-arsenal-bad-ttlv.txt");
        List<String> buffers = Files.readAllLines(file).stream().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        assertEquals(82, buffers.size());
        SSLContext tls = sites.tls("kmip-client-a");
        for (String hex : buffers) {
            try (SSLSocket socket = connect(site.kmipPort(), tls)) {
                socket.getOutputStream().write(HexFormat.of().parseHex(hex));
                socket.shutdownOutput();
                byte[] answer = socket.getInputStream().readAllBytes();
                // A Response Message, whose one batch item says Operation Failed; or the end.
                assertTrue(answer.length == 0 || HexFormat.of().formatHex(answer).matches("42007b01.*42007f05000000040000000100000000.*"),
                        () -> hex + " is answered " + HexFormat.of().formatHex(answer));
            }
        }
    }

    @Test
    void thousandSilentConnections_holdUpNobody_andAreClosed() throws Exception {
        for (int port : new int[] {site.httpsPort(), site.kmipPort()}) {
            List<Socket> silent = new ArrayList<>();
            try {
                for (int i = 0; i < IDLE; i++) {
                    silent.add(new Socket("127.0.0.1", port));
                }
                for (int i = 0; i < 5; i++) {
                    served();
                }
                // They have not shaken hands in time.
                for (Socket socket : silent) {
                    socket.setSoTimeout(HANDSHAKE_LIMIT_MILLIS);
                    assertEquals(-1, end(socket));
                }
            } finally {
                for (Socket socket : silent) {
                    socket.close();
                }
            }
        }
    }

    private static int end(Socket socket) throws IOException {
        try {
            int read;
            do {
                read = socket.getInputStream().read();
            } while (read >= 0);
            return read;
        } catch (java.net.SocketException _) {
            return -1; // reset: closed as well
        }
    }

    @Test
    void thousandIdleConnections_holdUpNobody() throws Exception {
        List<Socket> idle = new ArrayList<>();
        try {
            SSLContext sae = sites.tls("sae-a");
            SSLContext client = sites.tls("kmip-client-a");
            for (int i = 0; i < IDLE / 2; i++) {
                idle.add(connect(site.httpsPort(), sae));
                idle.add(connect(site.kmipPort(), client));
            }
            for (int i = 0; i < 5; i++) {
                served();
            }
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    private static SSLSocket connect(int port, String participant) throws IOException {
        return connect(port, sites.tls(participant));
    }

    private static SSLSocket connect(int port, SSLContext tls) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", port);
        socket.setSoTimeout(ANSWER_MILLIS);
        socket.startHandshake();
        return socket;
    }

    private static void answer(String participant, String method, String path, String type, String body, Integer... allowed) throws Exception {
        try (HttpsCaller caller = sites.https(site, participant)) {
            HttpsCaller.Answer answer = caller.send(method, path, type,
                    body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.ISO_8859_1)));
            String shown = method + " " + path + " " + (body.length() > 80 ? body.substring(0, 80) + "..." : body) + " -> " + answer;
            assertTrue(List.of(allowed).contains(answer.status()), shown);
            assertFalse(INTERNALS.matcher(answer.text()).find(), shown);
            // What cannot even be taken for a request of ours, and what key managers say to each other, needs no words.
            if (answer.status() == 400 && !path.startsWith("/peer") && !"rubbish".equals(type)) {
                assertFalse(answer.message().isEmpty(), "an error object: " + shown);
            }
        }
    }
}
