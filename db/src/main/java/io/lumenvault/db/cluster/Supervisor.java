package io.lumenvault.db.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/**
 * Looks at a server every second, on a thread of its own, and starts it again when it has ended or does not recover by itself. After a
 * start that did not help the next one waits longer; no number of them is the last, because a full disk may be freed at any time.
 */
final class Supervisor implements AutoCloseable {

    /**
     * How patient it is.
     *
     * @param look between two looks
     * @param firstPause before the second start in a row; doubled for each further one
     * @param longestPause between two starts
     * @param proven how long a server has served until the next start is the first in a row again
     */
    record Pace(Duration look, Duration firstPause, Duration longestPause, Duration proven) {

        static final Pace USUAL = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(15), Duration.ofMinutes(1));
    }

    /** The server that is looked after. */
    interface Server {

        boolean alive();

        ServerAnswer answer();

        ServerProcesses processes() throws IOException;

        /** Ends what is left of it, the processes last seen too, and starts it, without waiting until it serves. */
        void restart(List<ProcessHandle> seen) throws IOException;
    }

    private static final Logger LOG = Logger.getLogger(Supervisor.class.getName());

    private final Server server;
    private final RecoveryWatch.Limits limits;
    private final Pace pace;
    private final Path statusFile;
    private final InstantSource clock;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread;
    private volatile ClusterStatus status = ClusterStatus.fresh();
    private ClusterStatus written;
    private RecoveryWatch watch;
    private List<ProcessHandle> seen = List.of();
    private Duration pause = Duration.ZERO;
    private long nextStart;
    private long servesSince;
    private String lastTrouble;

    private Supervisor(Server server, RecoveryWatch.Limits limits, Pace pace, Path statusFile, InstantSource clock) {
        this.server = Objects.requireNonNull(server, "server");
        this.limits = Objects.requireNonNull(limits, "limits");
        this.pace = Objects.requireNonNull(pace, "pace");
        this.statusFile = Objects.requireNonNull(statusFile, "statusFile");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.watch = new RecoveryWatch(limits);
        this.thread = Thread.ofPlatform().daemon().name("postgres-supervisor").unstarted(this::run);
    }

    /** Begins with a server that serves. */
    static Supervisor start(Server server, RecoveryWatch.Limits limits, Pace pace, Path statusFile) {
        Supervisor supervisor = new Supervisor(server, limits, pace, statusFile, InstantSource.system());
        supervisor.servesSince = System.nanoTime();
        supervisor.nextStart = System.nanoTime();
        supervisor.tellStatus();
        supervisor.thread.start();
        return supervisor;
    }

    ClusterStatus status() {
        return status;
    }

    /** Returns when the server is left to the caller. A restart that has begun is ended first, which takes some seconds at most. */
    @Override
    public void close() {
        ending.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!ending.await(pace.look().toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    look();
                    lastTrouble = null;
                } catch (IOException | RuntimeException e) {
                    complain("PostgreSQL is not started again yet: " + e.getMessage());
                }
                tellStatus();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws IOException {
        if (!server.alive()) {
            restart("it had ended");
            return;
        }
        ServerProcesses processes = server.processes();
        seen = processes.children();
        switch (watch.look(server.answer(), processes, System.nanoTime())) {
            case SERVES -> serves();
            case WAIT -> status = status.with(ClusterStatus.State.RECOVERS);
            case ABANDONED -> restart("it refused connections, and no process recovered");
            case STILL -> restart("it did not serve, and its recovery did not go on");
        }
    }

    private void serves() {
        if (status.state() != ClusterStatus.State.SERVES) {
            servesSince = System.nanoTime();
            LOG.info("PostgreSQL serves again");
        }
        status = status.with(ClusterStatus.State.SERVES);
        if (System.nanoTime() - servesSince > pace.proven().toNanos()) {
            pause = Duration.ZERO;
        }
    }

    private void restart(String reason) throws IOException {
        if (System.nanoTime() - nextStart < 0) {
            status = status.with(ClusterStatus.State.ENDED);
            return;
        }
        pause = pause.isZero() ? pace.firstPause() : Collections.min(List.of(pause.multipliedBy(2), pace.longestPause()));
        nextStart = System.nanoTime() + pause.toNanos();
        status = status.restarted(clock.instant(), reason);
        LOG.warning("PostgreSQL is started again, because " + reason);
        tellStatus();
        watch = new RecoveryWatch(limits);
        server.restart(seen);
    }

    /** The disk may be full: what cannot be written now is written at the next look. */
    private void tellStatus() {
        if (status.equals(written)) {
            return;
        }
        try {
            status.write(statusFile);
            written = status;
        } catch (IOException e) {
            complain("the status of PostgreSQL cannot be written: " + e.getMessage());
        }
    }

    /** Once, not at each look. */
    private void complain(String trouble) {
        if (!trouble.equals(lastTrouble)) {
            lastTrouble = trouble;
            LOG.warning(trouble);
        }
    }
}
