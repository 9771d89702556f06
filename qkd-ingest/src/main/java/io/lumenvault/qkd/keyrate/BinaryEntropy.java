package io.lumenvault.qkd.keyrate;

/** The binary entropy h(x) = -x log2 x - (1 - x) log2(1 - x). */
public final class BinaryEntropy {
    private static final double LN2 = StrictMath.log(2);

    private BinaryEntropy() {
    }

    /** h(x) for x in [0, 1]. */
    public static double h(double x) {
        if (!(x >= 0 && x <= 1)) {
            throw new IllegalArgumentException("entropy of " + x + "; allowed is 0 to 1");
        }
        return x == 0 || x == 1 ? 0 : -(x * StrictMath.log(x) + (1 - x) * StrictMath.log1p(-x)) / LN2;
    }

    /** What an adversary may know: h(x) below one half, 1 from there on, for any x. */
    public static double phaseError(double x) {
        return x >= 0.5 || Double.isNaN(x) ? 1 : h(Math.max(x, 0));
    }

    /** Logarithm to base 2. */
    public static double log2(double x) {
        return StrictMath.log(x) / LN2;
    }
}
