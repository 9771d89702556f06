package io.lumenvault.qkd.keyrate;

/**
 * E91 priced by its CHSH value against collective attacks (Acin et al., PRL 98, 230501). This is no claim of device
 * independence: the link closes no detection loophole.
 */
public final class ChshRate {
    /** Greatest value that quantum mechanics allows, 2 sqrt 2. */
    public static final double TSIRELSON = 2 * Math.sqrt(2);

    private ChshRate() {
    }

    /** The CHSH value of a source with error rate Q: S = 2 sqrt2 (1 - 2Q). */
    public static double chsh(double errorRate) {
        return TSIRELSON * (1 - 2 * errorRate);
    }

    /** r = 1 - f h(Q) - h((1 + sqrt((S/2)^2 - 1))/2); 0 if S is at most 2 or nothing is left. */
    public static double rate(double errorRate, double chsh, double efficiency) {
        if (!(chsh > 2)) {
            return 0;
        }
        double half = Math.min(chsh, TSIRELSON) / 2;
        double eve = BinaryEntropy.h(Math.min(1, (1 + Math.sqrt(half * half - 1)) / 2));
        return Math.max(0, 1 - efficiency * BinaryEntropy.h(errorRate) - eve);
    }
}
