package io.lumenvault.server.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.lumenvault.db.audit.CheckpointRepository;
import io.lumenvault.db.audit.WitnessRepository;
import io.lumenvault.tlog.MlDsaCosigner;
import io.lumenvault.tlog.SignedNote;
import io.lumenvault.witness.Witness;
import io.lumenvault.witness.WitnessKey;
import io.lumenvault.witness.WitnessServer;
import io.lumenvault.witness.WitnessedHeads;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The log's heads at a real witness: cosigned, missed, cosigned again from where it was, and refused after a rewind. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WitnessesTest {

    private static final int FAR = 300;

    @TempDir
    static Path folder;

    private static TestLog log;
    private static WitnessServer server;
    private static WitnessKey key;
    private static Witnesses witnesses;

    @BeforeAll
    static void start() throws Exception {
        log = new TestLog(folder);
        Files.createDirectories(folder.resolve("witness"));
        startWitness(0);
        witnesses = new Witnesses(log.database, log.log, log.identity,
                List.of(client()));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        log.close();
    }

    @Test
    @Order(1)
    void heads_areCosigned_asTheLogGrows() {
        log.grow(3);
        witnesses.offer();
        log.grow(FAR);
        witnesses.offer();
        long size = lastSize();
        assertEquals(size, witnesses.seen().getFirst().size());
        SignedNote note = SignedNote.parse(log.database.transaction(session -> new CheckpointRepository().last(session)).orElseThrow().note());
        String line = log.database.transaction(session -> new WitnessRepository().of(session, size, key.cosigner().name())).orElseThrow().line();
        assertTrue(note.with(SignedNote.signatures(line)).signedBy(key.cosigner()));
    }

    @Test
    @Order(1)
    void recordThatDoesNotVerify_isNone() throws Exception {
        log.grow(1);
        witnesses.offer();
        long size = lastSize();
        log.grow(1);
        log.asOwner("insert into audit_witnessed select size, '" + key.cosigner().name() + "', '\u2014 " + key.cosigner().name()
                + " AAAAAAAA' || chr(10), now() from audit_checkpoint where size > " + size);
        assertEquals(size, witnesses.seen().getFirst().size());
        log.asOwner("delete from audit_witnessed where size > " + size);
        witnesses.offer();
        assertEquals(size + 1, witnesses.seen().getFirst().size());
    }

    @Test
    @Order(1)
    void headsForEvidence_haveTheCosignaturesOfWitnesses() {
        log.grow(1);
        SignedNote note = new LogProofs(log.database, log.identity, witnesses::covering).covering().orElseThrow();
        assertEquals(lastSize(), note.checkpoint().size());
        assertTrue(note.signedBy(key.cosigner()));
        assertTrue(note.signedBy(log.identity.signer().key()));
    }

    @Test
    @Order(1)
    void witnessThatAnswersNonsense_keepsNoOtherFromTheHead() throws Exception {
        HttpServer bad = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        bad.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(409, 2);
                exchange.getResponseBody().write("-5".getBytes(StandardCharsets.US_ASCII));
            }
        });
        bad.start();
        KeyPair keys = KeyPairGenerator.getInstance("ML-DSA-44").generateKeyPair();
        Witnesses both = new Witnesses(log.database, log.log, log.identity,
                List.of(new WitnessClient(MlDsaCosigner.of("bad", keys.getPublic()), URI.create("http://127.0.0.1:" + bad.getAddress().getPort())), client()));
        log.grow(1);
        both.offer();
        bad.stop(0);
        assertEquals(1, both.lost());
        assertEquals(lastSize(), both.seen().getLast().size());
    }

    @Test
    @Order(2)
    void lostWitness_isRecordedOnce_andItsReturnToo() throws Exception {
        int port = server.address().getPort();
        int before = recorded().size();
        server.close();
        log.grow(1);
        witnesses.offer();
        log.grow(1);
        witnesses.offer();
        startWitness(port);
        log.grow(1);
        witnesses.offer();
        assertEquals(lastSize(), witnesses.seen().getFirst().size());
        assertEquals(List.of("Witness Lost failed", "Witness Returned served"), recorded().reversed().subList(0, 2).reversed());
        assertEquals(2, recorded().size() - before);
    }

    @Test
    @Order(3)
    void witnessThatKnowsMore_isBelieved() throws Exception {
        log.asOwner("delete from audit_witnessed");
        log.grow(1);
        witnesses.offer();
        assertEquals(lastSize(), witnesses.seen().getFirst().size(), "it says what it has, and is given a proof from there");
        assertEquals(List.of(), witnesses.conflicts());
        long size = lastSize();
        log.asOwner("alter table audit_checkpoint disable trigger user", "delete from audit_checkpoint where size > " + (size - 2), "delete from audit_witnessed");
        witnesses.offer();
        assertNull(witnesses.seen().getFirst().time());
        assertEquals("Witness Lost failed", recorded().getLast());
        assertEquals(List.of(size), witnesses.conflicts().stream().map(Witnesses.Conflict::size).toList(), "as it is asked at start");
        log.asOwner("delete from audit_checkpoint");
        assertEquals(List.of(size), witnesses.conflicts().stream().map(Witnesses.Conflict::size).toList(), "also for an empty log");
        server.close();
        assertEquals(List.of(), witnesses.conflicts(), "of a witness that is silent nothing is known");
        startWitness(0);
    }

    private static WitnessClient client() {
        return new WitnessClient(key.cosigner(), URI.create("http://127.0.0.1:" + server.address().getPort()));
    }

    private static void startWitness(int port) throws Exception {
        key = WitnessKey.open(folder.resolve("witness"), "witness.example/w1");
        server = new WitnessServer(new Witness(key, new WitnessedHeads(folder.resolve("witness")), List.of(log.identity.signer().key()), Clock.systemUTC()),
                new InetSocketAddress("127.0.0.1", port));
    }

    private static long lastSize() {
        return log.database.transaction(session -> new CheckpointRepository().last(session)).orElseThrow().size();
    }

    private static List<String> recorded() throws Exception {
        try (Connection connection = log.cluster.ownerConnections().getConnection(); Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select operation || ' ' || result from audit_entry where operation like 'Witness %' order by seq")) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
