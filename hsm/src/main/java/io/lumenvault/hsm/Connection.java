package io.lumenvault.hsm;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Keeps one epoch alive: a single thread connects, probes once a second, and reconnects after a loss with a back-off that
 * never exceeds a quarter of a second. Meanwhile requests fail at once. While the PIN is wrong or locked, it looks once a second whether
 * that has changed ({@link TokenLogin}).
 */
final class Connection implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Connection.class.getName());
    private static final Duration FIRST_CONNECT = Duration.ofSeconds(30);
    private static final Duration PROBE_INTERVAL = Duration.ofSeconds(1);
    private static final Duration SHORTEST_BACK_OFF = Duration.ofMillis(50);
    private static final Duration LONGEST_BACK_OFF = Duration.ofMillis(250);

    private final HsmConfig config;
    private final Clock clock;
    private final boolean patient;
    private final LibraryUse library;
    private final CompletableFuture<Void> firstConnect = new CompletableFuture<>();
    private final Thread thread;
    private volatile Epoch epoch;
    private volatile HsmHealth health;
    private volatile boolean closed;
    private long epochs;

    private Connection(HsmConfig config, Clock clock, boolean patient) {
        this.config = config;
        this.patient = patient;
        this.clock = clock;
        this.library = new LibraryUse(config);
        this.health = new HsmHealth(HsmHealth.State.UNAVAILABLE, clock.instant(), "connecting", 0);
        this.thread = Thread.ofPlatform().daemon().name("hsm-connection").unstarted(this::run);
    }

    /**
     * Connects, or throws what stands in the way.
     *
     * @param patient whether to go on trying in the background instead, where the token is away or hangs
     */
    static Connection open(HsmConfig config, Clock clock, boolean patient) {
        return open(config, clock, patient, FIRST_CONNECT);
    }

    /** @param limit the longest that the caller waits for the first connection */
    static Connection open(HsmConfig config, Clock clock, boolean patient, Duration limit) {
        Connection connection = new Connection(config, clock, patient);
        connection.thread.start();
        try {
            connection.awaitFirst(limit);
            return connection;
        } catch (ExecutionException e) {
            connection.close();
            throw e.getCause() instanceof HsmException known ? known : Failures.translate(e.getCause());
        } catch (TimeoutException e) {
            connection.close();
            throw new HsmUnavailableException("the HSM did not connect within " + limit.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            connection.close();
            throw new HsmUnavailableException("interrupted while connecting to the HSM", e);
        }
    }

    private void awaitFirst(Duration limit) throws ExecutionException, TimeoutException, InterruptedException {
        try {
            firstConnect.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            if (!patient) {
                throw e;
            }
            LOG.log(System.Logger.Level.WARNING, "token \"" + config.tokenLabel() + "\" did not connect within " + limit.toSeconds()
                    + " s; others are used without it");
            // Whatever comes of it now, nobody waits for that any more.
            firstConnect.complete(null);
            firstConnect.get();
        }
    }

    HsmHealth health() {
        return health;
    }

    /** The epoch, or null while there is none. */
    Epoch present() {
        return epoch;
    }

    /** @throws HsmUnavailableException at once while the HSM is away */
    Epoch epoch() {
        Epoch current = epoch;
        if (current == null) {
            throw new HsmUnavailableException("the HSM is unavailable: " + health.reason());
        }
        current.workers().failWhenLost();
        return current;
    }

    private void run() {
        try {
            connectFirst();
            while (!closed) {
                if (epoch != null) {
                    watch();
                }
                reconnect();
            }
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.DEBUG, "HSM connection ended");
        } catch (HsmException e) {
            unavailable(e.getMessage());
        } finally {
            leave();
        }
    }

    private void connectFirst() {
        try {
            available(library.connect(epochs + 1));
            report();
        } catch (HsmException e) {
            boolean away = e instanceof HsmUnavailableException || e instanceof TokenAbsentException;
            if (!(patient && away) && firstConnect.completeExceptionally(e)) {
                throw e;
            }
            unavailable(e.getMessage());
        }
        firstConnect.complete(null);
    }

    private void report() {
        LOG.log(System.Logger.Level.INFO, "token \"" + config.tokenLabel() + "\": " + epoch.capabilities().report());
        if (!epoch.capabilities().sealsByItself()) {
            LOG.log(System.Logger.Level.WARNING, "token \"" + config.tokenLabel() + "\" offers no CKM_AES_GCM: hash subkey and key stream of"
                    + " each seal are in the memory of this process during the call");
        }
    }

    /** Returns when the epoch is lost, disposed of, and reported. */
    private void watch() throws InterruptedException {
        Epoch current = epoch;
        try {
            HsmUnavailableException loss = current.workers().awaitLoss(PROBE_INTERVAL);
            while (loss == null) {
                current.probe(config.deadline());
                library.releaseLeft();
                if (library.toBeLeft()) {
                    current.workers().lose(new HsmUnavailableException(LibraryLife.BEGUN_ANEW));
                }
                loss = current.workers().awaitLoss(PROBE_INTERVAL);
            }
            unavailable(loss.getMessage());
            LOG.log(System.Logger.Level.WARNING, "HSM lost: " + loss.getMessage());
        } finally {
            leave();
        }
    }

    /** Ends the present epoch, if there is one. */
    private void leave() {
        Epoch current = epoch;
        if (current == null) {
            return;
        }
        epoch = null;
        library.leave(current);
    }

    private void reconnect() throws InterruptedException {
        Duration backOff = SHORTEST_BACK_OFF;
        Absence absence = epochs == 0 ? Absence.atAStart() : Absence.afterALoss();
        while (!closed) {
            Duration pause = backOff;
            try {
                available(library.connect(epochs + 1));
                LOG.log(System.Logger.Level.INFO, "HSM connected again, epoch " + epochs);
                return;
            } catch (WrongPinException e) {
                if (!e.getMessage().equals(health.reason())) {
                    LOG.log(System.Logger.Level.WARNING, e.getMessage());
                }
                unavailable(e.getMessage());
                pause = PROBE_INTERVAL;
            } catch (TokenAbsentException e) {
                unavailable(e.getMessage());
                if (absence.due(System.nanoTime())) {
                    library.askToLeave();
                }
            } catch (HsmException e) {
                unavailable(e.getMessage());
            }
            Thread.sleep(pause);
            backOff = backOff.multipliedBy(2).compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : backOff.multipliedBy(2);
            restartLibrary();
        }
    }

    private void restartLibrary() {
        try {
            library.restart();
        } catch (HsmException e) {
            unavailable(e.getMessage());
        }
    }

    private void available(Epoch connected) {
        epochs = connected.number();
        epoch = connected;
        health = new HsmHealth(HsmHealth.State.AVAILABLE, clock.instant(), "", connected.number());
    }

    private void unavailable(String reason) {
        HsmHealth before = health;
        boolean first = before.state() == HsmHealth.State.AVAILABLE;
        health = new HsmHealth(HsmHealth.State.UNAVAILABLE, first ? clock.instant() : before.since(), reason, before.epoch());
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(PROBE_INTERVAL.multipliedBy(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        unavailable("closed");
    }
}
