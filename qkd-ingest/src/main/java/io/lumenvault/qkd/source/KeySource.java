package io.lumenvault.qkd.source;

import io.lumenvault.qkd.distillation.SequenceFile;
import io.lumenvault.qkd.ingest.Delivery;
import io.lumenvault.qkd.ingest.EventLog;
import io.lumenvault.qkd.ingest.StateFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.net.ssl.SSLContext;

/**
 * One end of a link whose modules speak ETSI GS QKD 014 or 004: takes key from the module at this end and pushes it to the key
 * manager, until it is stopped. A module or an end that is away is an alarm, which the key manager hears of, and is tried again.
 */
public final class KeySource {
    private static final long PAUSE_MS = 1000;
    private static final String KEY_MATERIAL = "/api/v1/qkd/etsi004/key-material";

    private final Delivery delivery;
    private final EventLog log;
    private final Session session;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private volatile boolean stopping;
    private volatile Thread running;

    private KeySource(SourceConfig config, EventLog log, Clock clock) throws IOException, GeneralSecurityException {
        this.log = log;
        StateFolder.prepare(config.state());
        SequenceFile numbers = new SequenceFile(config.state().resolve("sequence"));
        this.delivery = new Delivery(config.link(), config.module(), config.keyManager(), config.identity(), config.blocksHeld(), clock, log);
        SourceBlocks blocks = new SourceBlocks(config, delivery, clock, log);
        this.session = config.kind() == SourceConfig.Kind.ETSI_014 ? pulled(config, numbers, blocks) : pushed(config, numbers, blocks);
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

    private Session pulled(SourceConfig config, SequenceFile numbers, SourceBlocks blocks) throws IOException, GeneralSecurityException {
        SSLContext own = config.identity().context();
        Etsi014Client module = opened(new Etsi014Client(config.source(), config.sourceIdentity().context(), config.remote()));
        if (config.master()) {
            return new PulledMaster(config, module, opened(new PeerClient(config.link(), config.peer(), own)), numbers, delivery, blocks);
        }
        PulledSlave slave = new PulledSlave(config, module, numbers, delivery, blocks);
        opened(new PeerListener(config.peer(), own)).on("POST", PeerClient.BLOCKS, config.peerName(), slave::take).start();
        return slave;
    }

    private Session pushed(SourceConfig config, SequenceFile numbers, SourceBlocks blocks) throws IOException, GeneralSecurityException {
        SSLContext own = config.identity().context();
        SSLContext moduleSide = config.sourceIdentity().context();
        Etsi004Client module = opened(new Etsi004Client(config, moduleSide));
        PushedStream stream = new PushedStream(module, delivery, blocks);
        opened(new PeerListener(config.listen(), moduleSide)).on("POST", KEY_MATERIAL, config.moduleName(), stream::take).start();
        if (config.master()) {
            return new PushedMaster(module, opened(new PeerClient(config.link(), config.peer(), own)), numbers, stream, delivery, blocks);
        }
        PushedSlave slave = new PushedSlave(config, module, numbers, stream, delivery, blocks);
        opened(new PeerListener(config.peer(), own)).on("POST", PeerClient.STREAMS, config.peerName(), slave::join).start();
        return slave;
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.push(resource);
        return resource;
    }

    /** Runs until {@link #stop}. */
    public void run() {
        running = Thread.currentThread();
        delivery.start(() -> { });
        while (!stopping) {
            try {
                session.run();
            } catch (SourceException | UncheckedIOException e) {
                log.event("session ended: %s", e.getMessage());
                delivery.state().alarm(e.getMessage());
            } catch (InterruptedException e) {
                continue;
            } catch (RuntimeException e) {
                log.event("session ended by a defect: %s", e);
                delivery.state().alarm("internal error");
            }
            pause();
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            // Only stop interrupts, and its flag is looked at next.
            return;
        }
    }

    /** Ends the source: takes no more key, and gives blocks that wait a moment to be delivered. */
    public void stop() {
        stopping = true;
        delivery.state().enter("stop");
        Thread session = running;
        if (session != null) {
            session.interrupt();
        }
        delivery.stop();
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                log.event("not closed in good order: %s", e.getMessage());
            }
        }
        log.event("stopped");
    }
}
