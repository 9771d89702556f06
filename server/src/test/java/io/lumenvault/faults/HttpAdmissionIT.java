package io.lumenvault.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.drill.Await;
import io.lumenvault.cli.drill.BlockFeed;
import io.lumenvault.cli.demo.Site;
import io.lumenvault.cli.drill.HttpsCaller;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests that are refused before their body is read: none of them may cost memory, key, or the service of others. */
class HttpAdmissionIT {

    private static final String KEYS = "/api/v1/keys/sae-b/";
    private static final int MEBIBYTE = 1 << 20;
    /** More than the server's heap, if all of it were kept. */
    private static final int UNFINISHED = 100;

    private static RunningSites sites;
    private static Site site;
    private static long pid;

    @BeforeAll
    static void start() throws IOException {
        sites = RunningSites.create("http-admission").startBoth();
        site = sites.a();
        pid = site.pid();
    }

    @AfterAll
    static void stop() throws IOException {
        if (sites != null) {
            sites.close();
        }
    }

    @AfterEach
    void sameProcessServesOthers() throws Exception {
        assertEquals(pid, site.pid());
        try (HttpsCaller sae = sites.https(site, "sae-a")) {
            assertEquals(200, sae.get(KEYS + "status").status());
        }
    }

    @Test
    void longBodies_areRefusedByTheirLength() throws Exception {
        refused("sae-x", KEYS + "enc_keys", 5 << 10, 413);
        refused("sae-a", "/peer/v1/links/link-ab/supplies", 5 << 10, 413);
        refused("sae-a", KEYS + "enc_keys", (256 << 10) + 1, 413);
        refused("alice", "/ingest/v1/links/link-ab/blocks", 8 * MEBIBYTE + 1, 413);
    }

    private static void refused(String participant, String path, int bytes, int status) throws Exception {
        try (SSLSocket socket = connect(sites.tls(participant))) {
            send(socket, "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: " + bytes + "\r\n\r\n");
            assertTrue(answer(socket).startsWith("HTTP/1.1 " + status), participant + " " + path);
        }
    }

    @Test
    void unfinishedBodies_ofManyConnections_leaveOthersServed() throws Exception {
        SSLContext tls = sites.tls("alice");
        byte[] most = new byte[8 * MEBIBYTE - 1];
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < UNFINISHED; i++) {
                SSLSocket socket = connect(tls);
                open.add(socket);
                send(socket, "POST /ingest/v1/links/link-ab/blocks HTTP/1.1\r\nHost: x\r\nContent-Type: application/vnd.lumenvault.key-block"
                        + "\r\nContent-Length: " + 8 * MEBIBYTE + "\r\n\r\n");
                try {
                    socket.getOutputStream().write(most);
                } catch (IOException _) {
                    continue; // refused while it was sent
                }
            }
            sameProcessServesOthers();
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    @Test
    void bodyOfUnknownLength_isRefused() throws Exception {
        try (HttpsCaller sae = sites.https(site, "sae-a")) {
            HttpsCaller.Answer answer = sae.send("POST", KEYS + "enc_keys", "application/json",
                    BodyPublishers.ofInputStream(() -> new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8))));
            assertEquals(411, answer.status());
            assertTrue(answer.message().contains("Content-Length"), answer::text);
        }
    }

    @Test
    void head_isNotAllowed_andBurnsNoKey() throws Exception {
        BlockFeed feed = new BlockFeed(sites);
        feed.pushNext();
        try (HttpsCaller master = sites.https(site, "sae-a"); HttpsCaller slave = sites.https(sites.b(), "sae-b")) {
            Await.until("key available", () -> stored(master) > 0);
            long stored = stored(master);
            assertEquals(405, master.send("HEAD", KEYS + "enc_keys", null, BodyPublishers.noBody()).status());
            assertEquals(stored, stored(master));
            JsonNode key = master.get(KEYS + "enc_keys").json().path("keys").path(0);
            String collect = "/api/v1/keys/sae-a/dec_keys?key_ID=" + key.path("key_ID").asText();
            assertEquals(405, slave.send("HEAD", collect, null, BodyPublishers.noBody()).status());
            assertEquals(key, slave.get(collect).json().path("keys").path(0));
        }
    }

    private static long stored(HttpsCaller master) throws IOException, InterruptedException {
        return master.get(KEYS + "status").json().path("stored_key_count").asLong();
    }

    @Test
    void nulInTheUrl_isABadRequest() throws Exception {
        try (HttpsCaller auditor = sites.https(site, "auditor"); HttpsCaller peer = sites.https(site, "site-b")) {
            assertEquals(400, auditor.get("/console/v1/audit?principal=%00").status());
            assertEquals(400, peer.postJson("/peer/v1/links/%00/blocks", "{}").status());
        }
    }

    /** Routing would take it for the path that it comes to. */
    @Test
    void pathThatIsNotInItsNormalForm_isABadRequest() throws Exception {
        for (String path : List.of("//q/metrics", "/x/../q/health", "/console/../q/metrics", "/console/%2e%2e/api/v1/keys/sae-b/status", "/console;x/v1/status")) {
            for (String participant : List.of("sae-a", "officer")) {
                try (SSLSocket socket = connect(sites.tls(participant))) {
                    send(socket, "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
                    assertTrue(answer(socket).startsWith("HTTP/1.1 400"), participant + " " + path);
                }
            }
        }
        try (HttpsCaller nobody = sites.https(site, "sae-x"); HttpsCaller officer = sites.https(site, "officer")) {
            assertEquals(403, nobody.get("/%71/metrics").status());
            assertEquals(200, officer.get("/%71/metrics").status());
        }
    }

    /** A browser brings the officer's certificate to whatever a page has it send. */
    @Test
    void changeThatAPageOfAnotherSiteHasSent_isRefusedAndRecorded() throws Exception {
        for (String header : List.of("Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site", "Origin: https://evil.example", "Origin: null")) {
            assertTrue(held(header).startsWith("HTTP/1.1 403"), header);
        }
        for (String header : List.of("Accept: */*", "Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: none", "Origin: https://localhost")) {
            assertTrue(held(header).startsWith("HTTP/1.1 400"), header);
        }
        try (HttpsCaller auditor = sites.https(site, "auditor")) {
            JsonNode entries = auditor.get("/console/v1/audit?operation=Cross-Site%20Request&result=refused").json().path("entries");
            assertEquals(4, entries.size(), entries::toString);
            assertEquals("officer", entries.path(0).path("principal").asText());
        }
    }

    private static String held(String header) throws Exception {
        try (SSLSocket socket = connect(sites.tls("officer"))) {
            send(socket, "POST /console/v1/keys/no-key/hold HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\nContent-Length: 2\r\n\r\n{}");
            return answer(socket);
        }
    }

    @Test
    void nullMessageOfAPeer_isABadRequest() throws Exception {
        try (HttpsCaller peer = sites.https(site, "site-b")) {
            assertEquals(400, peer.postJson("/peer/v1/links/link-ab/supplies", "null").status());
        }
    }

    @Test
    void health_isForThoseWhoMayReadStatus() throws Exception {
        try (HttpsCaller nobody = sites.https(site, "sae-x"); HttpsCaller officer = sites.https(site, "officer")) {
            assertEquals(403, nobody.get("/q/health").status());
            assertEquals(200, officer.get("/q/health").status());
        }
    }

    @Test
    void errorsOfNoEndpoint_areJson() throws Exception {
        try (HttpsCaller officer = sites.https(site, "officer")) {
            HttpsCaller.Answer missing = officer.get("/console/v1/nothing-here");
            assertEquals(404, missing.status());
            assertEquals("Not Found", missing.message(), missing::text);
            assertEquals("Not Found", officer.get("/nowhere").message());
            HttpsCaller.Answer wrong = officer.postJson("/console/v1/status", "{}");
            assertEquals(405, wrong.status());
            assertEquals("Method Not Allowed", wrong.message(), wrong::text);
        }
    }

    private static SSLSocket connect(SSLContext tls) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", site.httpsPort());
        socket.setSoTimeout(20_000);
        socket.startHandshake();
        return socket;
    }

    private static void send(SSLSocket socket, String head) throws IOException {
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    }

    private static String answer(SSLSocket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(16), StandardCharsets.US_ASCII);
    }
}
