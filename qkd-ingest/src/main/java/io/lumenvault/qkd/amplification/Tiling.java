package io.lumenvault.qkd.amplification;

/**
 * How a Toeplitz product of n bits to m is cut into transforms: the result into pieces, the input into chunks, two to a transform, whose
 * products are added up as spectra before they are transformed back. Of the lengths that the memory allows, the one with the least work
 * is taken.
 *
 * @param log the transforms have 2^log points
 * @param chunk bits of the input in each half of a transform
 * @param piece bits of the result in each transform back
 */
record Tiling(int log, int chunk, int piece) {
    private static final int LEAST_LOG = 6;
    /** Numbers of pieces that are weighed, from the fewest that a length can do with to twice as many. */
    private static final int TRIED = 8;
    /** Two arrays of 2^25 doubles and two of half as many are 768 MiB. */
    static final int MOST_LOG = 25;

    static Tiling of(int n, int m) {
        return of(n, m, MOST_LOG);
    }

    /** @param mostLog transforms have at most 2^mostLog points */
    static Tiling of(int n, int m, int mostLog) {
        Tiling best = null;
        double least = Double.POSITIVE_INFINITY;
        for (int log = LEAST_LOG; log <= mostLog; log++) {
            int fewest = Math.ceilDiv(m, (1 << log) - 1);
            for (int more = 0; more <= TRIED; more++) {
                int pieces = fewest + (int) ((long) fewest * more / TRIED);
                int piece = Math.min(m, Math.ceilDiv(Math.ceilDiv(m, pieces), 64) * 64);
                int most = (1 << log) - piece + 1;
                if (most < 1) {
                    continue;
                }
                int pairs = (int) Math.ceilDiv(n, 2L * most);
                Tiling tiling = new Tiling(log, (int) Math.ceilDiv(n, 2L * pairs), piece);
                double work = Math.ceilDiv(m, piece) * (pairs + 0.5) * log * (1L << log);
                if (work < least) {
                    best = tiling;
                    least = work;
                }
            }
        }
        return best;
    }

    /** Pairs of chunks of an input of n bits. */
    int pairs(int n) {
        return (int) Math.ceilDiv(n, 2L * chunk);
    }
}
