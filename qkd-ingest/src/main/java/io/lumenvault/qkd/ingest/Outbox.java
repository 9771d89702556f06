package io.lumenvault.qkd.ingest;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Finished blocks on their way to the key manager, in order, in memory only. It never drops a block that may still be
 * taken; {@link #awaitRoom} holds the link back while too many wait.
 */
final class Outbox {
    /** While certificate or link are not set up rightly. */
    private static final long SETUP_PAUSE_MS = 5000;

    private final int capacity;
    private final IngestClient client;
    private final LinkState state;
    private final EventLog log;
    private final Deque<KeyBlock> waiting = new ArrayDeque<>();
    private boolean holding;

    Outbox(int capacity, IngestClient client, LinkState state, EventLog log) {
        this.capacity = capacity;
        this.client = client;
        this.state = state;
        this.log = log;
    }

    synchronized void add(KeyBlock block) {
        waiting.addLast(block);
        notifyAll();
    }

    synchronized boolean isFull() {
        return waiting.size() >= capacity;
    }

    /** Waits until another block may be made. */
    synchronized void awaitRoom() throws InterruptedException {
        if (isFull()) {
            log.event("light held back: %d blocks wait for the key manager", waiting.size());
            state.dark();
            while (isFull()) {
                wait();
            }
        }
    }

    /** Waits until no block is left or the time is over. */
    synchronized void awaitEmpty(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (!waiting.isEmpty() && System.nanoTime() < end) {
            wait(50);
        }
    }

    private synchronized KeyBlock oldest() throws InterruptedException {
        while (waiting.isEmpty()) {
            wait();
        }
        return waiting.peekFirst();
    }

    private synchronized void done(KeyBlock block) {
        waiting.remove(block);
        block.wipe();
        notifyAll();
    }

    /** Pushes blocks until interrupted, and after a defect goes on: the link would be held back without a word. */
    void run() {
        try {
            while (true) {
                try {
                    pushOldest();
                } catch (RuntimeException defect) {
                    log.event("block held by a defect: %s", defect);
                    state.alarm(LinkState.DEFECT);
                    Thread.sleep(SETUP_PAUSE_MS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pushOldest() throws InterruptedException {
        KeyBlock block = oldest();
        switch (client.push(block)) {
            case IngestClient.Outcome.Accepted _ -> {
                log.event("block %d delivered, %d bits", block.sequence(), block.key().length * 8L);
                holding = false;
                done(block);
            }
            case IngestClient.Outcome.Later later -> {
                if (!holding) {
                    log.event("block %d held: %s", block.sequence(), later.reason());
                    holding = true;
                }
                Thread.sleep(later.delay().toMillis());
            }
            case IngestClient.Outcome.Refused refused -> {
                log.event("block %d refused (%d): %s", block.sequence(), refused.status(), refused.reason());
                state.alarm("key manager refused block " + block.sequence() + " (" + refused.status() + ")");
                holding = false;
                if (!refused.ofTheModule()) {
                    done(block);
                }
                // Whatever is wrong would be wrong with the next one: no key is wasted on it at full speed.
                Thread.sleep(SETUP_PAUSE_MS);
            }
        }
    }
}
