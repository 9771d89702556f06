package io.lumenvault.db;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where requests wait while a group of others is at the database. The next group leaves when that one is back; a second goes beside it
 * only once so many wait that it is worth a statement and a flush of its own, or once the first has been away for too long. So a thread is
 * woken for a group, and not for each who comes.
 *
 * @param <T> what waits
 */
final class Gathering<T> {

    /** Fewer than these wait for the group that is away: small groups side by side cost the database much more than one of all. */
    private static final int WORTH_ANOTHER = 32;
    /** A group that has been away for longer, behind a lock of others for example, holds up nobody else. */
    private static final long PATIENCE_NANOS = 20_000_000;
    /** Callers beyond these wait to be let in. */
    private static final int CAPACITY = 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition ready = lock.newCondition();
    private final Queue<T> waiting = new ArrayDeque<>();
    private final int largest;
    private int away;
    private int dozing;
    private long lastLeft;

    /** @param largest the most of a group */
    Gathering(int largest) {
        this.largest = largest;
    }

    /** Adds one; waits while there is no room. */
    void add(T one) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.size() >= CAPACITY) {
                room.await();
            }
            waiting.add(one);
            signalIfReady();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a group that may leave, which is away from then on. */
    List<T> leave() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!isReady()) {
                awaitReady();
            }
            List<T> group = new ArrayList<>(Math.min(largest, waiting.size()));
            while (group.size() < largest && !waiting.isEmpty()) {
                group.add(waiting.remove());
            }
            away++;
            lastLeft = System.nanoTime();
            room.signalAll();
            signalIfReady();
            return group;
        } finally {
            lock.unlock();
        }
    }

    /** A group that had left is back. */
    void back() {
        lock.lock();
        try {
            away--;
        } finally {
            lock.unlock();
        }
    }

    /** Where a group is away, a look now and then finds that it has been away for too long. */
    private void awaitReady() throws InterruptedException {
        if (away > 0 && !waiting.isEmpty()) {
            ready.awaitNanos(PATIENCE_NANOS);
            return;
        }
        dozing++;
        try {
            ready.await();
        } finally {
            dozing--;
        }
    }

    private void signalIfReady() {
        if (isReady() || dozing > 0 && !waiting.isEmpty()) {
            ready.signal();
        }
    }

    private boolean isReady() {
        return !waiting.isEmpty()
                && (away == 0 || waiting.size() >= WORTH_ANOTHER || System.nanoTime() - lastLeft >= PATIENCE_NANOS);
    }
}
