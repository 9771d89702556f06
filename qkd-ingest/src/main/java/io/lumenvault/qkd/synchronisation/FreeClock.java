package io.lumenvault.qkd.synchronisation;

import io.lumenvault.qkd.link.Range;

/**
 * A clock that nobody disciplines: it started at another time, runs at another rate, and its rate swings with the temperature.
 *
 * @param offsetSeconds what it shows at Alice's time 0, the time of flight included
 * @param drift relative excess of its rate
 * @param wander by how much its rate swings about that, relative
 * @param wanderSeconds how long a swing takes
 */
public record FreeClock(double offsetSeconds, double drift, double wander, double wanderSeconds) {
    /** Greatest offset, either way. */
    public static final double MOST_OFFSET = 10e-3;

    public FreeClock {
        Range.check("clock offset in s", offsetSeconds, -MOST_OFFSET, MOST_OFFSET);
        Range.check("clock drift", drift, -ClockRecovery.MOST_DRIFT, ClockRecovery.MOST_DRIFT);
        Range.check("wander of the clock", wander, 0, 1e-6);
        Range.check("time of a swing of the clock in s", wanderSeconds, 1, 1e6);
    }

    /** The swing of a clock that is kept about as warm as a room, in ten minutes. */
    public static FreeClock usual(double offsetSeconds, double drift) {
        return new FreeClock(offsetSeconds, drift, 20e-9, 600);
    }

    /** By how much it is ahead at Alice's time, in seconds; exact also after weeks, when a reading in seconds would not be. */
    double ahead(double alicesTime) {
        double turn = wanderSeconds / (2 * Math.PI);
        return offsetSeconds + drift * alicesTime + wander * turn * (1 - Math.cos(alicesTime / turn));
    }
}
