package io.lumenvault.qkd.module;

import java.net.Socket;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * How long something on a socket may take: then the socket is closed, for a write that blocks knows no other end, and a timeout of the
 * socket is that of one read and begins anew with every byte.
 */
final class Deadline implements AutoCloseable {
    private static final ScheduledThreadPoolExecutor WATCH = watch();

    private final Socket socket;
    private final Future<?> end;
    private volatile boolean expired;

    /** Begins. @param socket closed unless {@link #close} comes first */
    Deadline(Socket socket, long millis) {
        this.socket = socket;
        this.end = WATCH.schedule(this::expire, millis, TimeUnit.MILLISECONDS);
    }

    private static ScheduledThreadPoolExecutor watch() {
        ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("deadline").factory());
        watch.setRemoveOnCancelPolicy(true);
        return watch;
    }

    private void expire() {
        expired = true;
        QkdModule.closeQuietly(socket);
    }

    /** Whether it came first. */
    boolean expired() {
        return expired;
    }

    /** What was waited for is done. */
    @Override
    public void close() {
        end.cancel(false);
    }
}
