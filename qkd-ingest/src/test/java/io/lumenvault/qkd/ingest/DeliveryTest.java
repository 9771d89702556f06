package io.lumenvault.qkd.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.module.TestPki;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DeliveryTest {
    private static final URI NOBODY = URI.create("https://127.0.0.1:1");

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final EventLog log = new EventLog(new PrintStream(told), Clock.systemUTC(), "alice");

    @Test
    void urlWithoutAHost_isRefusedAtTheStart() throws Exception {
        SSLContext tls = SSLContext.getDefault();
        for (String wrong : new String[] {"https://kms_a:8443", "https:///ingest", "https:kms-a"}) {
            String message = assertThrows(IllegalArgumentException.class, () -> new IngestClient(URI.create(wrong), tls)).getMessage();
            assertTrue(message.startsWith("key manager URL " + wrong + " names no host"), message);
        }
    }

    /** A defect of what is done once a second is told, and the next second comes. */
    @Test
    void defectOfTheWatch_isAnAlarmAndTheStatusGoesOn(@TempDir Path folder) throws Exception {
        new TestPki(folder);
        TlsIdentity identity = new TlsIdentity(folder.resolve("module.crt"), folder.resolve("module.key"), folder.resolve("module.crt"));
        Delivery delivery = new Delivery("link-ab", "alice", NOBODY, identity, 1, Clock.systemUTC(), log);
        CountDownLatch seconds = new CountDownLatch(3);
        delivery.start(() -> {
            seconds.countDown();
            throw new IllegalStateException("no such file");
        });
        assertTrue(seconds.await(30, TimeUnit.SECONDS));
        assertEquals("internal error", delivery.state().status().alarm());
        assertEquals(1, told.toString().lines().filter(line -> line.endsWith("watch failed by a defect: java.lang.IllegalStateException: no such file")).count(),
                told::toString);
    }

    @Test
    void defectOfAPush_isAnAlarmAndTheBlockIsKept() throws Exception {
        LinkState state = new LinkState("link-ab", "alice", Clock.systemUTC(), log);
        try (IngestClient client = new IngestClient(NOBODY, SSLContext.getDefault())) {
            Outbox outbox = new Outbox(1, client, state, log);
            outbox.add(new KeyBlock(null, "alice", 0, new byte[64], 0, 0, 0, Instant.EPOCH, null, null, null));
            Thread delivery = Thread.ofPlatform().daemon().start(outbox::run);
            while (delivery.isAlive() && state.status().alarm() == null) {
                Thread.sleep(10);
            }
            assertEquals("internal error", state.status().alarm());
            assertTrue(delivery.isAlive() && outbox.isFull());
            delivery.interrupt();
            delivery.join();
        }
    }
}
