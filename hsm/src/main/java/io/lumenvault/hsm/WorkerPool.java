package io.lumenvault.hsm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The platform threads of one epoch, as many as sessions, and the bounded queue before them.
 *
 * <p>Every caller hands its request over, platform threads too. A native call cannot be interrupted: were it made on the
 * caller's thread, a hung HSM would hold the caller past any deadline, and a virtual thread would hold its carrier, of
 * which there are as few as cores. With the hand-over a hung HSM holds these threads alone, and the caller leaves at its
 * deadline. Under load the queue is seldom empty, so workers seldom sleep and the hand-over costs little.
 */
final class WorkerPool {

    static final int QUEUE_CAPACITY = 4096;

    private final BlockingQueue<Request<?>> queue = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
    private final List<Worker> workers = new ArrayList<>();
    private final AtomicReference<HsmUnavailableException> loss = new AtomicReference<>();
    private final CountDownLatch lost = new CountDownLatch(1);

    /** @param ciphers opens one session for each thread */
    WorkerPool(Supplier<SessionCiphers> ciphers, int sessions, long epoch) {
        List<SessionCiphers> opened = new ArrayList<>();
        try {
            for (int i = 0; i < sessions; i++) {
                opened.add(ciphers.get());
            }
        } catch (HsmException e) {
            opened.forEach(SessionCiphers::close);
            throw e;
        }
        for (SessionCiphers one : opened) {
            workers.add(new Worker("hsm-" + epoch + "-" + workers.size(), queue, one, this::lose));
        }
        workers.forEach(Thread::start);
    }

    <T> T call(Work<T> work, Duration deadline) {
        return await(begin(work), deadline, deadline.toNanos());
    }

    /** The same for several that make secrets, within one deadline: where one fails none is returned, and those of the others are wiped. */
    List<byte[]> callAll(List<Work<byte[]>> all, Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        List<Request<byte[]>> begun = new ArrayList<>(all.size());
        try {
            all.forEach(work -> begun.add(begin(work)));
            List<byte[]> made = new ArrayList<>(all.size());
            begun.forEach(request -> made.add(await(request, deadline, end - System.nanoTime())));
            return made;
        } catch (HsmException failed) {
            begun.forEach(request -> discard(request, failed));
            throw failed;
        }
    }

    private static void discard(Request<byte[]> request, HsmException failed) {
        request.fail(failed);
        request.answer().thenAccept(made -> Arrays.fill(made, (byte) 0));
    }

    private <T> Request<T> begin(Work<T> work) {
        Request<T> request = new Request<>(work);
        failWhenLost();
        if (!queue.offer(request)) {
            throw new HsmUnavailableException("the HSM is overloaded: " + QUEUE_CAPACITY + " requests wait; send it again later");
        }
        if (loss.get() != null) {
            // The queue may have been emptied just before this request entered it.
            request.fail(unavailable());
        }
        return request;
    }

    /** @param nanos that are left of the deadline */
    private static <T> T await(Request<T> request, Duration deadline, long nanos) {
        try {
            return request.answer().get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            HsmUnavailableException late = new HsmUnavailableException("the HSM did not answer within " + deadline.toMillis() + " ms");
            request.fail(late);
            throw late;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            HsmUnavailableException interrupted = new HsmUnavailableException("interrupted while waiting for the HSM", e);
            request.fail(interrupted);
            throw interrupted;
        } catch (ExecutionException | CancellationException e) {
            throw asThrown(e.getCause());
        }
    }

    /** The exception that the caller sees: of the same type, with the caller's own stack. */
    private static HsmException asThrown(Throwable cause) {
        String message = cause.getMessage();
        return switch (cause) {
            case HsmUnavailableException e -> new HsmUnavailableException(message, e);
            case SealBrokenException e -> new SealBrokenException(message, e);
            case MechanismMissingException e -> new MechanismMissingException(message, e);
            case AbsentKeyException e -> new AbsentKeyException(message, e);
            default -> new HsmException(message, cause);
        };
    }

    /** Ends the epoch: all who wait get the reason at once, hung calls included. */
    void lose(HsmUnavailableException reason) {
        if (!loss.compareAndSet(null, reason)) {
            return;
        }
        for (Request<?> request = queue.poll(); request != null; request = queue.poll()) {
            request.fail(unavailable());
        }
        workers.forEach(worker -> worker.stop(unavailable()));
        lost.countDown();
    }

    void failWhenLost() {
        if (loss.get() != null) {
            throw unavailable();
        }
    }

    private HsmUnavailableException unavailable() {
        return new HsmUnavailableException("the HSM is unavailable: " + loss.get().getMessage());
    }

    /** @return the reason of the loss, or null when there was none within this time */
    HsmUnavailableException awaitLoss(Duration time) throws InterruptedException {
        return lost.await(time.toNanos(), TimeUnit.NANOSECONDS) ? loss.get() : null;
    }

    /** Whether a native call has not returned within this time. */
    boolean hangsLongerThan(Duration time) {
        return workers.stream().anyMatch(worker -> worker.busyLongerThan(time));
    }

    /** @return whether no thread is left in the library */
    boolean awaitEnd(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        for (Worker worker : workers) {
            worker.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        }
        return ended();
    }

    boolean ended() {
        return workers.stream().noneMatch(Thread::isAlive);
    }
}
