package io.lumenvault.hsm;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/** A request and its answer. Whoever completes the answer first decides it: the worker, the deadline, or the loss of the HSM. */
final class Request<T> {

    private final Work<T> work;
    private final CompletableFuture<T> answer = new CompletableFuture<>();

    Request(Work<T> work) {
        this.work = work;
    }

    CompletableFuture<T> answer() {
        return answer;
    }

    /** @return the failure that ends the whole epoch, or null */
    HsmUnavailableException run(SessionCiphers ciphers) {
        if (answer.isDone()) {
            return null;
        }
        T result;
        try {
            result = work.run(ciphers);
        } catch (Throwable e) {
            HsmException failure = Failures.translate(e);
            answer.completeExceptionally(failure);
            return failure instanceof HsmUnavailableException loss ? loss : null;
        }
        if (!answer.complete(result) && result instanceof byte[] late) {
            Arrays.fill(late, (byte) 0);
        }
        return null;
    }

    void fail(HsmException failure) {
        answer.completeExceptionally(failure);
    }
}
