package io.lumenvault.qkd.reconciliation;

import java.util.Arrays;

/**
 * Which checks are near a column, by edges of columns of degree 2 and 3: those decide where a decoder is caught. An edge
 * to a check that is far closes long cycles only, which is what progressive edge growth asks for (Hu et al., IEEE Trans.
 * Inf. Theory 51, 386). The search stops when it has met a number of checks.
 */
final class LdpcReach {
    private static final int MOST_MET = 4096;
    private static final int MOST_EDGES = 3;

    private final int lifting;
    private final int[][] edges;
    private final int[] edgeCount;
    private int[][] columnRows = new int[64][];
    private int[][] columnShifts = new int[64][];
    private int columns;
    private final int[] met;
    private final int[] queue = new int[MOST_MET];
    private int mark;

    LdpcReach(int rows, int lifting) {
        this.lifting = lifting;
        this.edges = new int[rows][16];
        this.edgeCount = new int[rows];
        this.met = new int[rows * lifting];
    }

    /** Adds a column; those of higher degree are left out. */
    void add(int[] rows, int[] shifts) {
        if (rows.length > MOST_EDGES) {
            return;
        }
        if (columns == columnRows.length) {
            columnRows = Arrays.copyOf(columnRows, columns * 2);
            columnShifts = Arrays.copyOf(columnShifts, columns * 2);
        }
        columnRows[columns] = rows;
        columnShifts[columns] = shifts;
        for (int e = 0; e < rows.length; e++) {
            int row = rows[e];
            if (edgeCount[row] == edges[row].length) {
                edges[row] = Arrays.copyOf(edges[row], edgeCount[row] * 2);
            }
            edges[row][edgeCount[row]++] = columns * MOST_EDGES + e;
        }
        columns++;
    }

    /** Searches from bit 0 of a column that has its first edges only. */
    void from(int[] rows, int[] shifts, int count) {
        mark++;
        int end = 0;
        for (int e = 0; e < count; e++) {
            end = meet(rows[e] * lifting + (-shifts[e] & lifting - 1), end);
        }
        for (int next = 0; next < end && end < MOST_MET; next++) {
            int row = queue[next] / lifting;
            int z = queue[next] & lifting - 1;
            for (int i = 0; i < edgeCount[row] && end < MOST_MET; i++) {
                int column = edges[row][i] / MOST_EDGES;
                int bit = z + columnShifts[column][edges[row][i] % MOST_EDGES];
                for (int e = 0; e < columnRows[column].length && end < MOST_MET; e++) {
                    end = meet(columnRows[column][e] * lifting + (bit - columnShifts[column][e] & lifting - 1), end);
                }
            }
        }
    }

    private int meet(int check, int end) {
        if (met[check] == mark) {
            return end;
        }
        met[check] = mark;
        queue[end] = check;
        return end + 1;
    }

    /** Whether the check that bit 0 meets in this row with this shift was out of reach. */
    boolean isFar(int row, int shift) {
        return met[row * lifting + (-shift & lifting - 1)] != mark;
    }
}
