package io.lumenvault.qkd.module;

import io.lumenvault.qkd.authentication.KeyPool;
import io.lumenvault.qkd.authentication.PoolExhaustedException;
import io.lumenvault.qkd.distillation.BlockResult;
import io.lumenvault.qkd.distillation.LinkException;
import io.lumenvault.qkd.distillation.LinkParameters;
import io.lumenvault.qkd.distillation.SequenceFile;
import io.lumenvault.qkd.ingest.Delivery;
import io.lumenvault.qkd.ingest.EventLog;
import io.lumenvault.qkd.ingest.KeyBlock;
import io.lumenvault.qkd.ingest.LinkState;
import io.lumenvault.qkd.ingest.StateFolder;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Clock;

/** What Alice's and Bob's modules have in common: sessions one after another, delivery, status, alarms. */
abstract class QkdModule {
    private static final long FIRST_PAUSE_MS = 200;
    private static final long LONGEST_PAUSE_MS = 2000;
    /** Of one end, before it has a block: a greeting or an answer to it, and what comes after that. */
    private static final int PADS_OF_A_SESSION = 2;

    /** Makes the blocks of one session. */
    interface BlockSource {
        BlockResult next() throws InterruptedException;
    }

    final ModuleConfig config;
    final EventLog log;
    final LinkState state;
    final Delivery delivery;
    private final Clock clock;
    private final SequenceFile sequences;
    private final double secureDistanceKm;
    private volatile boolean stopping;
    private volatile Socket openClassical;
    private volatile Socket openQuantum;
    private long pauseMs = FIRST_PAUSE_MS;
    private String lastReason;

    QkdModule(ModuleConfig config, Clock clock, EventLog log) throws IOException, GeneralSecurityException {
        this.config = config;
        this.clock = clock;
        this.log = log;
        StateFolder.prepare(config.state());
        this.sequences = new SequenceFile(config.state().resolve("sequence"));
        this.delivery = new Delivery(config.parameters().link(), config.module(), config.keyManager(), config.identity(),
                config.blocksHeld(), clock, log);
        this.state = delivery.state();
        this.secureDistanceKm = SecureDistance.km(config);
        if (Double.isFinite(secureDistanceKm)) {
            log.event("estimated secure distance %.0f km", secureDistanceKm);
        }
    }

    /** Runs until {@link #stop}. */
    void run() {
        delivery.start(this::watch);
        while (!stopping) {
            try (KeyPool pool = KeyPool.open(config.state().resolve("pool"), config.preSharedSecret(), config.alice())) {
                attempt(pool);
            } catch (PoolExhaustedException e) {
                state.alarm(e.getMessage());
                pauseMs = LONGEST_PAUSE_MS;
            } catch (IOException | UncheckedIOException e) {
                noSession(e);
            } catch (InterruptedException e) {
                log.event("session ended: %s", e.getMessage());
            } catch (RuntimeException e) {
                log.event("session ended by a defect: %s", e);
                state.alarm(LinkState.DEFECT);
            } finally {
                closeQuietly(openQuantum);
                closeQuietly(openClassical);
            }
            state.dark();
            pause();
        }
    }

    private void attempt(KeyPool pool) throws IOException, InterruptedException {
        try {
            session(pool, sequences);
        } catch (LinkException e) {
            ended(e);
            if (e.why() == LinkException.Cause.LOST) {
                // The end that has to tag first finds out that the key is used up and leaves, without a word to the other.
                pool.require(PADS_OF_A_SESSION);
            }
        }
    }

    /** While the peer is away the same reason is told once. The exception of a stream that ended says none. */
    private void noSession(Exception e) {
        String reason = e instanceof EOFException ? "the peer closed a connection" : String.valueOf(e.getMessage());
        if (!stopping && !reason.equals(lastReason)) {
            log.event("no session: %s", reason);
        }
        lastReason = reason;
    }

    private void ended(LinkException e) {
        if (stopping) {
            return;
        }
        log.event("session ended: %s", e.getMessage());
        if (e.why() != LinkException.Cause.LOST) {
            state.alarm(e.getMessage());
        }
    }

    private void pause() {
        try {
            if (!stopping) {
                Thread.sleep(pauseMs);
                pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Finds the peer, opens a session and distils until something ends it. */
    abstract void session(KeyPool pool, SequenceFile sequences) throws IOException, InterruptedException;

    /** Registers the connections that {@link #stop} and the end of the session close. */
    void opened(Socket classical, Socket quantum) throws IOException {
        openClassical = classical;
        openQuantum = quantum;
        if (stopping) {
            throw new IOException("the module is stopping");
        }
    }

    /** Distils blocks for ever. */
    void distil(BlockSource source) throws InterruptedException {
        state.enter("calibrate");
        lastReason = null;
        LinkParameters parameters = config.parameters();
        while (true) {
            delivery.awaitRoom();
            long begin = System.nanoTime();
            BlockResult result = source.next();
            double seconds = (System.nanoTime() - begin) * 1e-9;
            pauseMs = FIRST_PAUSE_MS;
            switch (result) {
                case BlockResult.Distilled block -> {
                    state.finished(block.qber(), block.epsilon(), block.siftedBits() / seconds, block.key().length * 8L / seconds,
                            block.chsh());
                    log.event("block %d: %d secret bits from %d sifted, QBER %.2f %%%s, %.0f bit/s, %d bits disclosed%s",
                            block.sequence(), block.key().length * 8L, block.siftedBits(), 100 * block.qber(),
                            block.chsh() == null ? "" : ", S " + block.chsh(),
                            block.key().length * 8L / seconds, block.disclosedBits(),
                            block.failedFrames() == 0 ? "" : ", " + block.failedFrames() + " frames discarded");
                    delivery.add(new KeyBlock(parameters.link(), config.module(), block.sequence(), block.key(), block.qber(),
                            block.key().length * 8L / seconds, block.epsilon(), clock.instant(), parameters.protocol().title(),
                            block.disclosedBits(), block.siftedBits(), block.gain(), secureDistanceKm, block.chsh()));
                }
                case BlockResult.Discarded block -> {
                    log.event("block discarded: %s", block.reason());
                    state.discarded(block.reason(), block.qber(), block.siftedBits() / seconds, block.chsh());
                }
            }
        }
    }

    /** Called once a second. */
    void watch() {
    }

    /** Ends the module: no new block; gives finished ones a moment to be delivered. */
    void stop() {
        stopping = true;
        state.enter("stop");
        closeQuietly(openQuantum);
        closeQuietly(openClassical);
        closeListeners();
        delivery.stop();
        log.event("stopped");
    }

    void closeListeners() {
    }

    static void closeQuietly(AutoCloseable resource) {
        try {
            if (resource != null) {
                resource.close();
            }
        } catch (Exception e) {
            // It is closed or was never open; either is what is wanted.
        }
    }
}
