package io.lumenvault.qkd.reconciliation;

import java.util.Arrays;

/**
 * How many columns have which degree. The shares come from a discretised density evolution of sum-product decoding on
 * the binary symmetric channel (Chung et al., IEEE Commun. Lett. 5, 58; steps of 1/16 nat, checks of two neighbouring
 * degrees) and linear programmes for the degrees: at error rates of 0.5, 1, 3, 5, 8 and 11 % the share disclosed was
 * lowered as long as 100, 70, 70, 120, 120 and 120 iterations brought wrong messages below 10^-5, each time with the
 * degrees that lower them most in every iteration. It came down to 1.11, 1.09, 1.10, 1.08, 1.08 and 1.10 times h(Q).
 * Between two of these codes the shares are interpolated.
 */
final class LdpcDegrees {
    private static final int TWO = 2;
    private static final int THREE = 3;
    private static final int[] DEGREES = {TWO, 5, 6, 7, 8, 10, 15, 20, 25};
    /** Disclosed bits a bit of the frame, ascending. */
    private static final double[] LEAKS = {0.0506, 0.0883, 0.2131, 0.3080, 0.4352, 0.5477};
    /** For each of them the share of the columns that has each degree; the others have degree 3. */
    private static final double[][] SHARES = {
        {0.0733, 0.0294, 0.1556, 0, 0, 0, 0.2457, 0, 0},
        {0.1104, 0, 0, 0.0383, 0.2030, 0, 0, 0, 0.1337},
        {0.2663, 0, 0, 0.1534, 0.0756, 0, 0, 0, 0.1034},
        {0.3538, 0.2113, 0.0271, 0, 0, 0, 0, 0, 0.1295},
        {0.4157, 0, 0.1424, 0.0512, 0, 0, 0, 0, 0.0902},
        {0.4690, 0, 0.1810, 0.0055, 0, 0, 0, 0, 0.0775},
    };
    /** Most columns of degree 2, as a share of the rows. */
    private static final double MOST_TWO = 1.25;
    /** The same where circulants are short: cycles among columns of degree 2 would then be words of low weight. */
    private static final double MOST_TWO_SHORT = 0.95;
    private static final int SHORT = 256;

    private LdpcDegrees() {
    }

    /** The degree of each column, ascending. */
    static int[] of(int columns, int rows, int lifting) {
        double mostTwo = (lifting < SHORT ? MOST_TWO_SHORT : MOST_TWO) * rows;
        double[] shares = shares((double) rows / columns);
        int[] degrees = new int[columns];
        Arrays.fill(degrees, Math.min(THREE, rows));
        Arrays.fill(degrees, 0, (int) Math.round(Math.min(shares[0] * columns, mostTwo)), TWO);
        int end = columns;
        double share = 0;
        for (int d = DEGREES.length - 1; d > 0; d--) {
            share += shares[d];
            int begin = columns - (int) Math.round(share * columns);
            Arrays.fill(degrees, begin, end, Math.min(DEGREES[d], rows / 2 + 1));
            end = begin;
        }
        return degrees;
    }

    private static double[] shares(double leak) {
        int above = 1;
        while (above < LEAKS.length - 1 && LEAKS[above] < leak) {
            above++;
        }
        double weight = Math.clamp((leak - LEAKS[above - 1]) / (LEAKS[above] - LEAKS[above - 1]), 0, 1);
        double[] shares = new double[DEGREES.length];
        for (int d = 0; d < shares.length; d++) {
            shares[d] = (1 - weight) * SHARES[above - 1][d] + weight * SHARES[above][d];
        }
        return shares;
    }
}
