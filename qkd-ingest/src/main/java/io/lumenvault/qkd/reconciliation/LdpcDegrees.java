package io.lumenvault.qkd.reconciliation;

import java.util.Arrays;

/**
 * Column degrees 2, 3 and 8. Most of the rows' worth of columns have degree 2, which form a path; a tenth of all have
 * degree 8. The shares were chosen by trial, not by optimisation: with them the method discloses 1.16 to 1.37 times the
 * limit.
 */
final class LdpcDegrees {
    /** Columns of degree 2, as a share of the rows. */
    private static final double TWO = 0.6;
    /** Columns of the high degree, as a share of all. */
    private static final double HIGH = 0.1;
    private static final int HIGH_DEGREE = 8;

    private LdpcDegrees() {
    }

    /** The degree of each column, ascending. */
    static int[] of(int columns, int rows) {
        int two = (int) Math.min(rows - 1, Math.round(TWO * rows));
        int high = (int) Math.round(HIGH * columns);
        int[] degrees = new int[columns];
        Arrays.fill(degrees, Math.min(3, rows));
        Arrays.fill(degrees, 0, two, 2);
        Arrays.fill(degrees, columns - high, columns, Math.min(HIGH_DEGREE, rows));
        return degrees;
    }
}
