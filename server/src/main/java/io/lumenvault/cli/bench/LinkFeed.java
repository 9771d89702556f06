package io.lumenvault.cli.bench;

import io.lumenvault.cli.CommandFailure;
import io.lumenvault.qkd.ingest.IngestClient;
import io.lumenvault.qkd.ingest.KeyBlock;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Stands in for both QKD modules of the link: pushes the same random blocks to both sites, as Alice's and Bob's modules would. */
final class LinkFeed implements AutoCloseable {

    private static final String LINK = "link-ab";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final IngestClient alice;
    private final IngestClient bob;
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong sequence = new AtomicLong();

    LinkFeed(BenchSites bench) throws IOException {
        alice = new IngestClient(URI.create(bench.sites().a().url()), bench.tls("alice"));
        bob = new IngestClient(URI.create(bench.sites().b().url()), bench.tls("bob"));
    }

    /** Pushes one block to both sites and returns when both have accepted it. */
    void push(int bytes) throws InterruptedException {
        byte[] key = new byte[bytes];
        random.nextBytes(key);
        long number = sequence.getAndIncrement();
        push(alice, "alice", number, key);
        push(bob, "bob", number, key);
    }

    private static void push(IngestClient client, String module, long number, byte[] key) throws InterruptedException {
        KeyBlock block = new KeyBlock(LINK, module, number, key, 0.02, 1e6, 1e-9, Instant.now(), "bench", 0L, key.length * 8L);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            switch (client.push(block)) {
                case IngestClient.Outcome.Accepted _ -> {
                    return;
                }
                case IngestClient.Outcome.Later later -> {
                    if (System.nanoTime() > deadline) {
                        throw new CommandFailure("block " + number + " was not taken within " + PATIENCE);
                    }
                    Thread.sleep(later.delay());
                }
                case IngestClient.Outcome.Refused refused ->
                    throw new CommandFailure("block " + number + " was refused: " + refused);
            }
        }
    }

    @Override
    public void close() {
        alice.close();
        bob.close();
    }
}
