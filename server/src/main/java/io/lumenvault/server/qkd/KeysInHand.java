package io.lumenvault.server.qkd;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The keys that requests to this node are fetching at this moment. Many requests for one key wait here for the first of them, and
 * not for its row lock: waiting there would take the database connections of everyone else, and an opening in the HSM each.
 * Who gets the key is decided by the database alone.
 */
final class KeysInHand {

    /** Longer than a request takes; one that takes longer no longer keeps others from asking the database. */
    private static final long MOST_SECONDS = 5;

    private final ConcurrentHashMap<UUID, CountDownLatch> holders = new ConcurrentHashMap<>();

    /** Keys that one request has in hand, until it is closed. */
    final class Hold implements AutoCloseable {

        private final List<UUID> keys = new ArrayList<>();
        private final CountDownLatch ended = new CountDownLatch(1);
        private boolean waited;

        /** True when another request had one of the keys. It has ended since: what the database says may be new. */
        boolean lookAgain() {
            return waited;
        }

        @Override
        public void close() {
            keys.forEach(key -> holders.remove(key, ended));
            ended.countDown();
        }
    }

    /** Takes all of the keys in hand, or waits until the request that has one of them ends. */
    Hold take(Collection<UUID> keys) {
        Hold hold = new Hold();
        // All in one order: of two requests for the same keys, one gets them all.
        for (UUID key : keys.stream().distinct().sorted().toList()) {
            CountDownLatch other = holders.putIfAbsent(key, hold.ended);
            if (other != null) {
                hold.close();
                hold.waited = ended(other);
                return hold;
            }
            hold.keys.add(key);
        }
        return hold;
    }

    private static boolean ended(CountDownLatch other) {
        try {
            return other.await(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
