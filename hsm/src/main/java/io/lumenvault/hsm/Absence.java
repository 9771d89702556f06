package io.lumenvault.hsm;

import java.time.Duration;

/**
 * The absence of a token from its library, and when that is to be begun anew for its sake although others use it: some libraries list
 * their tokens only then. It costs the others a part of a second each time, so the pauses grow. One thread.
 */
final class Absence {

    private static final Duration AFTER_A_LOSS = Duration.ofSeconds(5);
    /** The library has just listed its tokens then, and a node that starts is not to be held up. */
    private static final Duration AT_A_START = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private Duration pause;
    private Long since;

    private Absence(Duration pause) {
        this.pause = pause;
    }

    /** That of a token which was there before. */
    static Absence afterALoss() {
        return new Absence(AFTER_A_LOSS);
    }

    /** That of a token which has not been seen yet. */
    static Absence atAStart() {
        return new Absence(AT_A_START);
    }

    /**
     * Notes that the token is absent still.
     *
     * @param now nanoseconds of a clock that only goes forward
     * @return whether the library is to be begun anew
     */
    boolean due(long now) {
        if (since == null) {
            since = now;
        }
        if (now - since < pause.toNanos()) {
            return false;
        }
        since = now;
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        return true;
    }
}
