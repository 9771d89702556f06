package io.lumenvault.server.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The answer of work that may take longer than a connection may be silent: while it goes on, the answer grows by a space now and
 * then, which JSON allows before a document (RFC 8259 section 2). Work that fails soon is answered as any other; where it fails
 * later, the answer ends early.
 */
final class PatientAnswer<T> {

    private final CompletableFuture<T> work;
    private final Duration pause;

    private PatientAnswer(CompletableFuture<T> work, Duration pause) {
        this.work = work;
        this.pause = pause;
    }

    /**
     * Begins work on a thread of its own, and waits one pause for it.
     *
     * @param pause so long the connection may be silent
     * @throws RuntimeException of the work, where it has failed meanwhile
     */
    static <T> PatientAnswer<T> begin(Supplier<T> work, Duration pause) {
        PatientAnswer<T> answer = new PatientAnswer<>(
                CompletableFuture.supplyAsync(work, task -> Thread.ofVirtual().name("patient-answer").start(task)), pause);
        answer.ended();
        return answer;
    }

    /** Writes the result as JSON once it is there. */
    void write(ObjectMapper json, OutputStream out) throws IOException {
        while (!ended()) {
            out.write(' ');
            out.flush();
        }
        out.write(json.writeValueAsBytes(work.resultNow()));
    }

    /** Waits one pause at most. @return whether the work has ended */
    private boolean ended() {
        try {
            work.get(pause.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException goesOn) {
            return false;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException known ? known : new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the node is stopping", stopping);
        }
    }
}
