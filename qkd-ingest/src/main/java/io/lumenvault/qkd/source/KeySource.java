package io.lumenvault.qkd.source;

import io.lumenvault.qkd.ingest.Delivery;
import io.lumenvault.qkd.ingest.EventLog;
import io.lumenvault.qkd.ingest.LinkState;
import io.lumenvault.qkd.ingest.StateFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * One end of a link whose modules speak ETSI GS QKD 014 or 004: takes key from the module at this end and pushes it to the key
 * manager, until it is stopped. A module or an end that is away is an alarm, which the key manager hears of, and is tried again.
 */
public final class KeySource {
    private static final long FIRST_PAUSE_MS = 1000;
    private static final long LONGEST_PAUSE_MS = 15_000;
    /** A session that has lasted so long was one. */
    private static final long SESSION_NANOS = 60_000_000_000L;
    private static final long END_MS = 3000;
    private static final String KEY_MATERIAL = "/api/v1/qkd/etsi004/key-material";

    private final SourceConfig config;
    private final Delivery delivery;
    private final EventLog log;
    private final NumberFile numbers;
    private final SourceBlocks blocks;
    private final List<PeerListener> listeners = new ArrayList<>();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Session session;
    private volatile boolean stopping;
    private volatile Thread running;

    private KeySource(SourceConfig config, EventLog log, Clock clock) throws IOException, GeneralSecurityException {
        this.config = config;
        this.log = log;
        StateFolder.prepare(config.state());
        this.numbers = new NumberFile(config.state().resolve("numbers"));
        this.delivery = new Delivery(config.link(), config.module(), config.keyManager(), config.identity(), config.blocksHeld(), clock, log);
        this.blocks = new SourceBlocks(config, delivery, clock, log);
        boolean opened = false;
        try {
            this.session = config.kind() == SourceConfig.Kind.ETSI_014 ? pulled() : pushed();
            listeners.forEach(PeerListener::start);
            opened = true;
        } finally {
            if (!opened) {
                close();
            }
        }
    }

    /**
     * Opens a key source: it listens, and does nothing yet.
     *
     * @param configuration properties file, described in INTERFACE.md
     * @param out takes a line an event
     * @throws IllegalArgumentException naming the setting that is wrong
     */
    public static KeySource open(Path configuration, PrintStream out) throws IOException, GeneralSecurityException {
        SourceConfig config = SourceConfig.read(configuration);
        Clock clock = Clock.systemUTC();
        return new KeySource(config, new EventLog(out, clock, config.module()), clock);
    }

    private Session pulled() throws IOException, GeneralSecurityException {
        Etsi014Client module = opened(new Etsi014Client(config.source(), config.sourceIdentity().context(), config.remote()));
        if (config.master()) {
            return new PulledMaster(config, module, peer(), numbers, delivery, blocks);
        }
        Slave slave = new Slave(config, numbers, delivery, blocks);
        PulledSlave pulled = new PulledSlave(slave, module, numbers, delivery, blocks);
        listener(slave).on(PeerClient.BLOCKS, config.peerName(), pulled::take);
        return pulled;
    }

    private Session pushed() throws IOException, GeneralSecurityException {
        SSLContext moduleSide = config.sourceIdentity().context();
        Etsi004Client module = opened(new Etsi004Client(config, moduleSide));
        PushedStream stream = new PushedStream(config, module, delivery, blocks);
        listeners.add(opened(new PeerListener(config.listen(), moduleSide, log)).on(KEY_MATERIAL, config.moduleName(), stream::take));
        if (config.master()) {
            return new PushedMaster(module, peer(), numbers, stream, delivery);
        }
        Slave slave = new Slave(config, numbers, delivery, blocks);
        PushedSlave pushed = new PushedSlave(slave, module, numbers, stream, delivery);
        listener(slave).on(PeerClient.STREAMS, config.peerName(), pushed::join);
        return pushed;
    }

    private PeerClient peer() throws IOException, GeneralSecurityException {
        return opened(new PeerClient(config.link(), config.peer(), config.peerName(), config.identity().context()));
    }

    private PeerListener listener(Slave slave) throws IOException, GeneralSecurityException {
        PeerListener listener = opened(new PeerListener(config.peer(), config.identity().context(), log))
                .on(PeerClient.PRESENCE, config.peerName(), slave::presence);
        listeners.add(listener);
        return listener;
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.push(resource);
        return resource;
    }

    /** Runs until {@link #stop}. */
    public void run() {
        running = Thread.currentThread();
        delivery.start(() -> { });
        long pause = FIRST_PAUSE_MS;
        while (!stopping) {
            long begun = System.nanoTime();
            try {
                session.run();
            } catch (SourceException | UncheckedIOException e) {
                ended(e.getMessage());
            } catch (InterruptedException e) {
                continue;
            } catch (RuntimeException e) {
                log.event("session ended by a defect: %s", e);
                delivery.state().alarm(LinkState.DEFECT);
            }
            pause = System.nanoTime() - begun > SESSION_NANOS ? FIRST_PAUSE_MS : Math.min(2 * pause, LONGEST_PAUSE_MS);
            pause(pause);
        }
    }

    private void ended(String why) {
        log.event("session ended: %s", why);
        delivery.state().alarm(why);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            // Only stop interrupts, and its flag is looked at next.
            return;
        }
    }

    /** Ends the source: takes no more key, and gives blocks that wait a moment to be delivered. */
    public void stop() {
        stopping = true;
        listeners.forEach(PeerListener::refuse);
        Thread inSession = running;
        if (inSession != null) {
            inSession.interrupt();
            try {
                inSession.join(END_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        // Who is being answered is cut off now, before the last blocks go out: what is taken after them would be lost.
        listeners.forEach(PeerListener::close);
        delivery.state().enter("stop");
        delivery.stop();
        session.close();
        close();
        log.event("stopped");
    }

    private void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                log.event("not closed in good order: %s", e.getMessage());
            }
        }
    }
}
