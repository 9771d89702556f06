package io.lumenvault.server.vault;

import java.util.Optional;
import java.util.function.Function;

/**
 * Whether a credential is right.
 *
 * @param right what it gives where it is; empty where it is not
 * @param stale whether it was right once: it has been used before, or is of another time than now. Whoever brings it has seen it, and
 *        guesses nothing by bringing it again
 */
record Verdict<T>(Optional<T> right, boolean stale) {

    static <T> Verdict<T> accepted(T given) {
        return new Verdict<>(Optional.of(given), false);
    }

    static <T> Verdict<T> rejectedAsStale() {
        return new Verdict<>(Optional.empty(), true);
    }

    static <T> Verdict<T> rejected() {
        return new Verdict<>(Optional.empty(), false);
    }

    static <T> Verdict<T> of(Optional<T> right) {
        return new Verdict<>(right, false);
    }

    <R> Verdict<R> map(Function<T, R> change) {
        return new Verdict<>(right.map(change), stale);
    }
}
