package io.lumenvault.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.tlog.Checkpoint;
import io.lumenvault.tlog.CompleteSubtrees;
import io.lumenvault.tlog.ConsistencyProof;
import io.lumenvault.tlog.EcdsaKey;
import io.lumenvault.tlog.MerkleHasher;
import io.lumenvault.tlog.SignedNote;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The witness over HTTP, by the rules of C2SP tlog-witness. */
class WitnessTest {

    private static final String ORIGIN = "lumenvault/A";
    private static final CompleteSubtrees LOG = log("leaf");
    private static final CompleteSubtrees OTHER = log("rewritten");

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private KeyPair keys;
    private WitnessServer server;
    private WitnessKey key;

    @BeforeEach
    void start() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        keys = generator.generateKeyPair();
        open();
    }

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    @Test
    void heads_thatExtendEachOther_areCosigned() throws Exception {
        for (long[] step : new long[][] {{0, 3}, {3, 3}, {3, 8}, {8, 100}}) {
            HttpResponse<String> answer = offer(LOG, step[0], step[1]);
            assertEquals(200, answer.statusCode(), answer.body());
            SignedNote cosigned = note(LOG, step[1]).with(SignedNote.signatures(answer.body()));
            assertTrue(cosigned.signedBy(key.cosigner()));
        }
    }

    @Test
    void staleOldSize_isAnsweredWithTheKnownOne() throws Exception {
        offer(LOG, 0, 8);
        HttpResponse<String> answer = offer(LOG, 3, 20);
        assertEquals(409, answer.statusCode());
        assertEquals("8\n", answer.body());
        assertEquals("text/x.tlog.size", answer.headers().firstValue("Content-Type").orElse(""));
    }

    @Test
    void rewrittenLog_isNotCosigned() throws Exception {
        offer(LOG, 0, 8);
        assertEquals(422, offer(OTHER, 8, 20).statusCode(), "a proof of another log");
        assertEquals(422, post(new AddCheckpoint(8, List.of(), note(LOG, 20)).text()).statusCode(), "no proof");
        assertEquals(409, offer(OTHER, 8, 8).statusCode(), "another root of the same size");
        assertEquals(200, offer(LOG, 8, 20).statusCode());
    }

    @Test
    void logBehindWhatWasCosigned_isNotCosigned_evenAfterARestart() throws Exception {
        offer(LOG, 0, 50);
        server.close();
        open();
        HttpResponse<String> answer = offer(LOG, 0, 20);
        assertEquals(409, answer.statusCode());
        assertEquals("50\n", answer.body());
        assertEquals(200, offer(LOG, 50, 60).statusCode());
    }

    @Test
    void unknownLog_wrongSignature_andMalformedRequests_areRefused() throws Exception {
        assertEquals(404, post("old 0\n\n" + signed(new Checkpoint("lumenvault/B", 3, LOG.root(0, 3)), keys)).statusCode());
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        assertEquals(403, post("old 0\n\n" + signed(new Checkpoint(ORIGIN, 3, LOG.root(0, 3)), generator.generateKeyPair())).statusCode());
        assertEquals(400, post(new AddCheckpoint(9, List.of(), note(LOG, 3)).text()).statusCode());
        for (String malformed : List.of("", "old 3", "old 03\n\n" + note(LOG, 3).text(), "old 0\n!\n\n" + note(LOG, 3).text(), "old 0\n\nnothing")) {
            assertEquals(400, post(malformed).statusCode(), malformed);
        }
        assertEquals(413, post("old 0\n" + "A".repeat(70_000)).statusCode());
    }

    @Test
    void damagedHead_orKeyThatOthersMayRead_stopsTheWitness() throws Exception {
        offer(LOG, 0, 8);
        try (var files = Files.list(folder)) {
            for (Path head : files.filter(file -> file.toString().endsWith(".checkpoint")).toList()) {
                Files.writeString(head, "damaged");
            }
        }
        assertEquals(500, offer(LOG, 8, 20).statusCode());
        Files.setPosixFilePermissions(folder.resolve("witness.key"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThrows(IOException.class, () -> WitnessKey.open(folder, "witness.example/w1"));
    }

    @Test
    void clientsThatDoNotFinishTheirRequests_keepNoOtherFromTheWitness() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                Socket socket = new Socket("127.0.0.1", server.address().getPort());
                slow.add(socket);
                socket.getOutputStream().write("POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nContent-Length: 1000\r\n\r\nold".getBytes(StandardCharsets.US_ASCII));
            }
            Thread.sleep(500);
            URI url = URI.create("http://127.0.0.1:" + server.address().getPort() + "/add-checkpoint");
            String body = new AddCheckpoint(0, List.of(), note(LOG, 3)).text();
            assertEquals(200, http.send(HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(20)).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                    HttpResponse.BodyHandlers.ofString()).statusCode());
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private void open() throws Exception {
        key = WitnessKey.open(folder, "witness.example/w1");
        Witness witness = new Witness(key, new WitnessedHeads(folder), List.of(new EcdsaKey(ORIGIN, keys.getPublic().getEncoded())), Clock.systemUTC());
        server = new WitnessServer(witness, new InetSocketAddress("127.0.0.1", 0));
    }

    private HttpResponse<String> offer(CompleteSubtrees log, long old, long size) throws Exception {
        return post(new AddCheckpoint(old, ConsistencyProof.of(log, old, size).path(), note(log, size)).text());
    }

    private HttpResponse<String> post(String body) throws Exception {
        URI url = URI.create("http://127.0.0.1:" + server.address().getPort() + "/add-checkpoint");
        return http.send(HttpRequest.newBuilder(url).POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private SignedNote note(CompleteSubtrees log, long size) throws Exception {
        return SignedNote.parse(signed(new Checkpoint(ORIGIN, size, log.root(0, size)), keys));
    }

    private static String signed(Checkpoint head, KeyPair by) throws Exception {
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(by.getPrivate());
        signer.update(head.text().getBytes(StandardCharsets.UTF_8));
        return new SignedNote(head, List.of(new EcdsaKey(head.origin(), by.getPublic().getEncoded()).line(signer.sign()))).text();
    }

    private static CompleteSubtrees log(String what) {
        return CompleteSubtrees.of(LongStream.range(0, 128)
                .mapToObj(i -> new MerkleHasher().leaf((what + i).getBytes(StandardCharsets.UTF_8))).toList());
    }
}
