package io.lumenvault.qkd.keyrate;

/**
 * The simplex method of Dantzig for programs that begin feasible: maximise c z over z >= 0 with M z <= d, where d >= 0. In place, on a
 * tableau that has a row for each limit and a column for each unknown. What it finds is as good as the rounding of doubles allows; see
 * {@link LagrangeBound} for a use that does not depend on it.
 */
final class Simplex {
    private static final double GAIN = 1e-13;
    private static final double PIVOT = 1e-11;
    private static final int MOST_STEPS = 5_000;

    private final double[][] tableau;
    private final int rows;
    private final int columns;
    /** Which unknown a row or a column stands for; from {@link #columns} on it is the slack of a limit. */
    private final int[] ofRow;
    private final int[] ofColumn;

    /**
     * @param limits M, row by row
     * @param right d
     * @param gains c
     */
    Simplex(double[][] limits, double[] right, double[] gains) {
        rows = limits.length;
        columns = gains.length;
        tableau = new double[rows + 1][columns + 1];
        ofRow = new int[rows];
        ofColumn = new int[columns];
        for (int i = 0; i < rows; i++) {
            if (!(right[i] >= 0)) {
                throw new IllegalArgumentException("limit " + right[i] + "; allowed is 0 or more");
            }
            System.arraycopy(limits[i], 0, tableau[i], 0, columns);
            tableau[i][columns] = right[i];
            ofRow[i] = columns + i;
        }
        for (int j = 0; j < columns; j++) {
            tableau[rows][j] = -gains[j];
            ofColumn[j] = j;
        }
    }

    /** The best z, or null where there is no best one or it is not found in {@value #MOST_STEPS} steps. */
    double[] solve() {
        for (int step = 0; step < MOST_STEPS; step++) {
            int column = entering();
            if (column < 0) {
                return point();
            }
            int row = leaving(column);
            if (row < 0) {
                return null;
            }
            pivot(row, column);
        }
        return null;
    }

    private int entering() {
        int best = -1;
        for (int j = 0; j < columns; j++) {
            if (tableau[rows][j] < (best < 0 ? -GAIN : tableau[rows][best])) {
                best = j;
            }
        }
        return best;
    }

    private int leaving(int column) {
        int best = -1;
        for (int i = 0; i < rows; i++) {
            double slope = tableau[i][column];
            if (slope > PIVOT && (best < 0 || tableau[i][columns] * tableau[best][column] < tableau[best][columns] * slope)) {
                best = i;
            }
        }
        return best;
    }

    private void pivot(int row, int column) {
        double pivot = tableau[row][column];
        for (int i = 0; i <= rows; i++) {
            double factor = tableau[i][column] / pivot;
            for (int j = 0; i != row && factor != 0 && j <= columns; j++) {
                tableau[i][j] -= j == column ? 0 : factor * tableau[row][j];
            }
            tableau[i][column] = -factor;
        }
        for (int j = 0; j <= columns; j++) {
            tableau[row][j] /= pivot;
        }
        tableau[row][column] = 1 / pivot;
        int unknown = ofRow[row];
        ofRow[row] = ofColumn[column];
        ofColumn[column] = unknown;
    }

    private double[] point() {
        double[] point = new double[columns];
        for (int i = 0; i < rows; i++) {
            if (ofRow[i] < columns) {
                point[ofRow[i]] = Math.max(0, tableau[i][columns]);
            }
        }
        return point;
    }
}
