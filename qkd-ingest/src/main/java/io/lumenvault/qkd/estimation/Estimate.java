package io.lumenvault.qkd.estimation;

import java.util.Arrays;

/**
 * What the compared bits say of the light.
 *
 * @param errorRate error rate; not a number where nothing was compared that shows it
 * @param chsh CHSH value, or null where the protocol does not measure it
 */
public record Estimate(double errorRate, Chsh chsh) {
    /** Of a protocol whose compared bits are all of one basis, in which they should be equal. */
    public static Estimate ofTestBasis(long[] compared, long[] unequal) {
        long all = Arrays.stream(compared).sum();
        return new Estimate(all == 0 ? Double.NaN : (double) Arrays.stream(unequal).sum() / all, null);
    }
}
