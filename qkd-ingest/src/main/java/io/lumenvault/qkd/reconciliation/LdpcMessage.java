package io.lumenvault.qkd.reconciliation;

import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Arithmetic of messages: logarithmic likelihood ratios in 64ths of a nat. The magnitudes of two combine to
 * min(x, y) - g(|x - y|) + g(x + y) with g(t) = ln(1 + e^-t), here by two straight pieces,
 * g(t) = max(0, 1.3 - t) / 4 + max(0, 2.95 - t) / 8, which are at most 0.06 off.
 */
final class LdpcMessage {
    static final VectorSpecies<Short> LANES = ShortVector.SPECIES_PREFERRED.length() > LdpcConstruction.LANES
            ? ShortVector.SPECIES_512 : ShortVector.SPECIES_PREFERRED;
    static final int WIDTH = LANES.length();
    /** Units a nat. */
    private static final int SCALE = 64;
    private static final short STEEP = (short) Math.round(1.3 * SCALE);
    private static final short FLAT = (short) Math.round(2.95 * SCALE);
    /** Largest message: so the sum of two beliefs, of up to 25 messages each, fits 16 bits. */
    static final short CAP = 8 * SCALE;

    private LdpcMessage() {
    }

    /** ln((1 - p) / p). */
    static short of(double errorRate) {
        return (short) Math.clamp(Math.round(SCALE * StrictMath.log((1 - errorRate) / errorRate)), 1, CAP);
    }

    /** Of two magnitudes. */
    static ShortVector combined(ShortVector x, ShortVector y) {
        ShortVector least = x.min(y);
        ShortVector apart = x.max(y).sub(least);
        ShortVector sum = x.add(y);
        ShortVector steep = sum.min(STEEP).sub(apart.min(STEEP));
        ShortVector flat = sum.min(FLAT).sub(apart.min(FLAT));
        return least.sub(steep.add(steep).add(flat).lanewise(VectorOperators.LSHR, 3));
    }
}
