package io.lumenvault.qkd.reconciliation;

import io.lumenvault.qkd.random.Xoshiro256;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Makes the codes, the same at both ends: a progressive edge growth over the blocks. The first columns of degree 2 form
 * one path over the rows. The other columns, in the order of their degrees, take of the rows that have fewest edges,
 * which keeps check degrees within one of each other, and random shifts. These close no cycle of length 4 with what is
 * there, and for degrees 2 and 3 no short cycle, as long as there are such.
 */
final class LdpcConstruction {
    /** Lanes that divide every lifting. */
    static final int LANES = 64;
    private static final int SHIFT_TRIES = 50;
    private static final int ROW_TRIES = 64;
    private static final int FEW = 3;

    private final int rows;
    private final int lifting;
    private final Xoshiro256 random;
    private final LdpcReach reach;
    private final int[] rowDegree;
    private final int[][] columns;
    private final int[][] shifts;
    /** For each pair of rows the differences of shifts that some column has. */
    private final BitSet[] used;
    private int[] columnRows = new int[0];
    private int[] columnShifts = new int[0];

    private LdpcConstruction(int logFrame, int rows) {
        int columnCount = LdpcCode.columnsFor(logFrame);
        this.rows = rows;
        this.lifting = (1 << logFrame) / columnCount;
        this.random = new Xoshiro256((long) logFrame << 32 | rows);
        this.reach = new LdpcReach(rows, lifting);
        this.rowDegree = new int[rows];
        this.columns = new int[rows][16];
        this.shifts = new int[rows][16];
        this.used = new BitSet[rows * rows];
    }

    /** The code of this length with this many rows of blocks. */
    static LdpcCode code(int logFrame, int rows) {
        int columns = LdpcCode.columnsFor(logFrame);
        if (rows < LdpcCode.MIN_ROWS || rows >= columns) {
            throw new IllegalArgumentException(rows + " rows; allowed is " + LdpcCode.MIN_ROWS + " to " + (columns - 1));
        }
        LdpcConstruction work = new LdpcConstruction(logFrame, rows);
        int[] degrees = LdpcDegrees.of(columns, rows, work.lifting);
        for (int column = 0; column < columns; column++) {
            work.addColumn(column, degrees[column]);
        }
        int[][] columnsOfRows = new int[rows][];
        int[][] shiftsOfRows = new int[rows][];
        for (int row = 0; row < rows; row++) {
            columnsOfRows[row] = Arrays.copyOf(work.columns[row], work.rowDegree[row]);
            shiftsOfRows[row] = Arrays.copyOf(work.shifts[row], work.rowDegree[row]);
        }
        return new LdpcCode(logFrame, work.lifting, columnsOfRows, shiftsOfRows);
    }

    private void addColumn(int column, int degree) {
        columnRows = new int[degree];
        columnShifts = new int[degree];
        for (int edge = 0; edge < degree; edge++) {
            if (degree == 2 && column < rows - 1) {
                place(edge, column + edge, random.nextInt(lifting));
            } else {
                grow(edge, degree <= FEW);
            }
        }
        for (int edge = 0; edge < degree; edge++) {
            addEdge(columnRows[edge], column, columnShifts[edge]);
        }
        reach.add(columnRows, columnShifts);
    }

    /** Adds an edge of the column in work. */
    private void grow(int edge, boolean far) {
        if (far) {
            reach.from(columnRows, columnShifts, edge);
        }
        int row = -1;
        int shift = -1;
        for (int attempt = 0; attempt < ROW_TRIES && shift < 0; attempt++) {
            row = leastUsedRow(edge);
            shift = freeShift(edge, row, far);
        }
        place(edge, row, shift < 0 ? freeShift(edge, row, false) : shift);
    }

    private void place(int edge, int row, int shift) {
        columnRows[edge] = row;
        columnShifts[edge] = shift < 0 ? random.nextInt(lifting) : shift;
        for (int other = 0; other < edge; other++) {
            differences(row, columnRows[other]).set(difference(row, columnShifts[edge], columnRows[other], columnShifts[other]));
        }
    }

    private void addEdge(int row, int column, int shift) {
        int at = rowDegree[row]++;
        if (at == columns[row].length) {
            columns[row] = Arrays.copyOf(columns[row], at * 2);
            shifts[row] = Arrays.copyOf(shifts[row], at * 2);
        }
        columns[row][at] = column;
        shifts[row][at] = shift;
    }

    /** A random one of the rows with fewest edges that the column does not have yet. */
    private int leastUsedRow(int edges) {
        int chosen = -1;
        int ties = 0;
        for (int row = 0; row < rows; row++) {
            if (taken(row, edges) || chosen >= 0 && rowDegree[row] > rowDegree[chosen]) {
                continue;
            }
            ties = chosen >= 0 && rowDegree[row] == rowDegree[chosen] ? ties + 1 : 1;
            if (random.nextInt(ties) == 0) {
                chosen = row;
            }
        }
        return chosen;
    }

    private boolean taken(int row, int edges) {
        for (int edge = 0; edge < edges; edge++) {
            if (columnRows[edge] == row) {
                return true;
            }
        }
        return false;
    }

    /** A random shift that closes no cycle of length 4, nor if so asked one within reach, or -1 if none was found. */
    private int freeShift(int edges, int row, boolean far) {
        for (int attempt = 0; attempt < SHIFT_TRIES; attempt++) {
            int shift = random.nextInt(lifting);
            boolean free = !far || reach.isFar(row, shift);
            for (int other = 0; other < edges && free; other++) {
                free = !differences(row, columnRows[other]).get(difference(row, shift, columnRows[other], columnShifts[other]));
            }
            if (free) {
                return shift;
            }
        }
        return -1;
    }

    private BitSet differences(int a, int b) {
        int pair = Math.min(a, b) * rows + Math.max(a, b);
        if (used[pair] == null) {
            used[pair] = new BitSet(lifting);
        }
        return used[pair];
    }

    private int difference(int rowA, int shiftA, int rowB, int shiftB) {
        return Math.floorMod(rowA < rowB ? shiftA - shiftB : shiftB - shiftA, lifting);
    }
}
