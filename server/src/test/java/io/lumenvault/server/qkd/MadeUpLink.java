package io.lumenvault.server.qkd;

import io.lumenvault.cli.demo.TwoSites;
import io.lumenvault.cli.pki.MutualTls;
import io.lumenvault.qkd.estimation.Chsh;
import io.lumenvault.qkd.ingest.IngestClient;
import io.lumenvault.qkd.ingest.KeyBlock;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** Stands in for both modules of the link, and remembers every block, so that a delivered key can be found in it again. */
final class MadeUpLink implements AutoCloseable {

    static final String LINK = "link-ab";

    /** Where in the blocks a key lies. */
    record Place(long sequence, int offset) {}

    static final Chsh CHSH = new Chsh(2.69, 0.15, 0.01);
    private final IngestClient alice;
    private final IngestClient bob;
    private final Random random = new Random(1);
    private final AtomicLong next = new AtomicLong();
    private final Map<Long, byte[]> blocks = new HashMap<>();
    /** Every 8 bytes of every block; blocks are random, so a place is found by them. */
    private final Map<Long, Place> places = new HashMap<>();

    MadeUpLink(TwoSites sites) throws IOException {
        alice = client(sites, "alice", sites.a().url());
        bob = client(sites, "bob", sites.b().url());
    }

    private static IngestClient client(TwoSites sites, String module, String url) throws IOException {
        return new IngestClient(URI.create(url),
                MutualTls.context(sites.participants().credential(module), sites.participants().authority()));
    }

    synchronized long newSequence() {
        return next.getAndIncrement();
    }

    synchronized byte[] newKey(long sequence, int bytes) {
        byte[] key = new byte[bytes];
        random.nextBytes(key);
        blocks.put(sequence, key.clone());
        for (int at = KeyBlockMessage.TAG_KEY_BYTES; at + Long.BYTES <= bytes; at++) {
            places.put(ByteBuffer.wrap(key).getLong(at), new Place(sequence, at));
        }
        return key;
    }

    /** Pushes equal blocks to both ends. */
    void push(int count, int bytes) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            long sequence = newSequence();
            byte[] key = newKey(sequence, bytes);
            accepted(toAlice(sequence, key));
            accepted(toBob(sequence, key));
        }
    }

    static void accepted(IngestClient.Outcome outcome) {
        if (!(outcome instanceof IngestClient.Outcome.Accepted)) {
            throw new AssertionError("not accepted: " + outcome);
        }
    }

    IngestClient.Outcome toAlice(long sequence, byte[] key) throws InterruptedException {
        return push(alice, "alice", sequence, key);
    }

    IngestClient.Outcome toBob(long sequence, byte[] key) throws InterruptedException {
        return push(bob, "bob", sequence, key);
    }

    private static IngestClient.Outcome push(IngestClient client, String module, long sequence, byte[] key) throws InterruptedException {
        KeyBlock block = new KeyBlock(LINK, module, sequence, key.clone(), 0.02, 1e6, 1e-9, Instant.now(), "test", 1234L,
                key.length * 8L, 0.0021, 118.4, CHSH);
        for (int attempt = 0; ; attempt++) {
            IngestClient.Outcome outcome = client.push(block);
            if (!(outcome instanceof IngestClient.Outcome.Later later) || attempt == 20) {
                return outcome;
            }
            Thread.sleep(later.delay());
        }
    }

    /** Where the key lies; it must lie in one block whole. */
    synchronized Place find(byte[] key) {
        Place place = places.get(ByteBuffer.wrap(key).getLong());
        if (place == null || !Arrays.equals(key, 0, key.length, blocks.get(place.sequence()), place.offset(), place.offset() + key.length)) {
            throw new AssertionError("a delivered key is in no block");
        }
        return place;
    }

    @Override
    public void close() {
        alice.close();
        bob.close();
    }
}
