package io.lumenvault.qkd.synchronisation;

/**
 * How Bob's clock stands to Alice's: his reading of an event at Alice's time t is {@code offset + (1 + drift) t}.
 *
 * @param offsetSeconds what Bob's clock shows at Alice's time 0, the time of flight included
 * @param drift relative excess of Bob's rate, 1e-6 for one part in a million
 */
public record ClockModel(double offsetSeconds, double drift) {
    /** Bob's reading at Alice's time. */
    public double bobsTime(double alicesTime) {
        return offsetSeconds + (1 + drift) * alicesTime;
    }

    /** Alice's time at Bob's reading. */
    public double alicesTime(double bobsTime) {
        return (bobsTime - offsetSeconds) / (1 + drift);
    }
}
