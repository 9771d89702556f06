package io.lumenvault.cli.drill;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.CryptographicUsageMask;
import io.lumenvault.kmip.spec.ObjectType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Callers of site A who note how each of their requests went: some whose requests need the HSM (KMIP Get of an object), one
 * whose requests do not (the node's status).
 */
final class HsmProbes implements AutoCloseable {

    /** Which request it was. */
    enum Kind { HSM, OTHER }

    /** How a request went: {@code refusal} is empty where it was served. */
    record Outcome(Kind kind, long startedNanos, long endedNanos, String refusal) {

        boolean served() {
            return refusal.isEmpty();
        }

        long nanos() {
            return endedNanos - startedNanos;
        }
    }

    private static final int CALLERS = 4;
    private static final int KEY_BITS = 256;
    private static final int OK = 200;
    private static final long BREATH_MILLIS = 5;

    private final DrillSites sites;
    private final List<Thread> threads = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final AtomicLong lastServed = new AtomicLong(Long.MIN_VALUE);
    private volatile boolean stopped;

    HsmProbes(DrillSites sites) {
        this.sites = sites;
    }

    /** A request that is served or throws. */
    interface Request {
        void send() throws IOException, InterruptedException;
    }

    void start() throws IOException {
        for (int i = 0; i < CALLERS; i++) {
            Request get = get();
            threads.add(Thread.ofVirtual().name("hsm-probe-" + i).start(() -> repeat(Kind.HSM, get)));
        }
        HttpsCaller officer = sites.https(sites.a(), "officer");
        threads.add(Thread.ofVirtual().name("status-probe").start(() -> repeat(Kind.OTHER, () -> {
            HttpsCaller.Answer answer = officer.get("/console/v1/status");
            if (answer.status() != OK) {
                throw new IOException("status " + answer.status());
            }
        })));
    }

    /** Reads an object of its own, over a connection of its own. */
    Request get() throws IOException {
        KmipClient client = sites.kmip(sites.a());
        String identifier = client.create(ObjectType.SYMMETRIC_KEY,
                Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.AES),
                Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, KEY_BITS),
                Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, CryptographicUsageMask.ENCRYPT.code()));
        return () -> client.get(identifier);
    }

    private void repeat(Kind kind, Request request) {
        try {
            while (!stopped) {
                note(once(kind, request));
                Thread.sleep(BREATH_MILLIS);
            }
        } catch (InterruptedException _) {
            return;
        }
    }

    private static Outcome once(Kind kind, Request request) throws InterruptedException {
        long started = System.nanoTime();
        String refusal = "";
        try {
            request.send();
        } catch (IOException | KmipException refused) {
            refusal = String.valueOf(refused.getMessage());
        }
        return new Outcome(kind, started, System.nanoTime(), refusal);
    }

    private synchronized void note(Outcome outcome) {
        outcomes.add(outcome);
        if (outcome.kind() == Kind.HSM && outcome.served()) {
            lastServed.accumulateAndGet(outcome.startedNanos(), Math::max);
        }
    }

    /** Whether a request that needs the HSM was sent after this instant of {@link System#nanoTime} and served. */
    boolean servedAfter(long nanos) {
        return lastServed.get() > nanos;
    }

    /** What has been noted since the last time, in the order of the answers. */
    synchronized List<Outcome> take() {
        List<Outcome> taken = List.copyOf(outcomes);
        outcomes.clear();
        return taken;
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
