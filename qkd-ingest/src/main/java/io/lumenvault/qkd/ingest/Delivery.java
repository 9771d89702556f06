package io.lumenvault.qkd.ingest;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;

/**
 * A module's side of the interface to its key manager: finished blocks go out in their order, and the state of the module every
 * second. Both on threads of their own, so that a key manager that is away holds up nothing but new blocks.
 */
public final class Delivery {
    private static final long STATUS_MS = 1000;
    private static final long LAST_BLOCKS_MS = 1000;
    private static final long LAST_STATUS_MS = 500;

    private final IngestClient client;
    private final LinkState state;
    private final Outbox outbox;
    private final EventLog log;
    private String lastDefect;

    /**
     * @param link link identifier
     * @param module the module's identifier
     * @param keyManager base URL of the key manager, https
     * @param identity the module's identity
     * @param blocksHeld finished blocks that may wait for the key manager
     */
    public Delivery(String link, String module, URI keyManager, TlsIdentity identity, int blocksHeld, Clock clock, EventLog log)
            throws IOException, GeneralSecurityException {
        this.client = new IngestClient(keyManager, identity.context());
        this.state = new LinkState(link, module, clock, log);
        this.outbox = new Outbox(blocksHeld, client, state, log);
        this.log = log;
    }

    /** State and live figures, which the key manager is told. */
    public LinkState state() {
        return state;
    }

    /** Begins to deliver. @param watch what is done once a second besides */
    public void start(Runnable watch) {
        Thread.ofPlatform().daemon().name("delivery").start(outbox::run);
        Thread.ofPlatform().daemon().name("status").start(() -> sendStatus(watch));
    }

    /** Takes over a block, key and all. */
    public void add(KeyBlock block) {
        outbox.add(block);
    }

    /** Whether as many blocks wait as may. */
    public boolean isFull() {
        return outbox.isFull();
    }

    /** Waits until another block may be made. */
    public void awaitRoom() throws InterruptedException {
        outbox.awaitRoom();
    }

    private void sendStatus(Runnable watch) {
        boolean heard = true;
        try {
            while (true) {
                watched(watch);
                boolean taken = sent();
                if (heard && !taken) {
                    log.event("key manager does not take the status");
                }
                heard = taken;
                Thread.sleep(STATUS_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watched(Runnable watch) {
        try {
            watch.run();
        } catch (RuntimeException defect) {
            failed("watch", defect);
        }
    }

    private boolean sent() throws InterruptedException {
        try {
            return client.send(state.status());
        } catch (RuntimeException defect) {
            failed("status", defect);
            return false;
        }
    }

    /** The next second it is tried again; the same is told once. */
    private void failed(String what, RuntimeException defect) {
        String text = what + " failed by a defect: " + defect;
        if (!text.equals(lastDefect)) {
            log.event("%s", text);
        }
        lastDefect = text;
        state.alarm(LinkState.DEFECT);
    }

    /** Gives finished blocks a moment to be delivered, and says that the module ends. */
    public void stop() {
        try {
            outbox.awaitEmpty(LAST_BLOCKS_MS);
            Thread last = Thread.ofPlatform().daemon().start(this::sendLastStatus);
            last.join(LAST_STATUS_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendLastStatus() {
        try {
            client.send(state.status());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
