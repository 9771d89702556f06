package io.lumenvault.qkd.keyrate;

/**
 * Finite key of BB84 with single photons and of BBM92: Tomamichel, Lim, Gisin and Renner, Nat. Commun. 3, 634 (2012).
 * Test bits are a sample without replacement and leave the key.
 *
 * <p>The test is a sample of a whole block, and so bounds the number of phase errors in its n bits. Where some of the bits are left out
 * afterwards, an eavesdropper may have chosen which, by making their frames fail: then all of these phase errors may be among the bits
 * that stayed. Their number is divided by those.
 */
public final class SinglePhotonFiniteKey {
    private SinglePhotonFiniteKey() {
    }

    /** mu = sqrt((n + k)/(n k) (k + 1)/k ln(2/eps_sec)), how far key and test error rates may differ. */
    public static double deviation(long keyBits, long testBits, double epsilonSecrecy) {
        double n = keyBits;
        double k = testBits;
        return Math.sqrt((n + k) / (n * k) * (k + 1) / k * StrictMath.log(2 / epsilonSecrecy));
    }

    /**
     * l = n [1 - h(Q_tol + mu)] - leak_EC - log2(2/(eps_sec^2 eps_cor)), not rounded; negative where there is no key.
     *
     * @param keyBits n, all of which stayed
     * @param testBits k
     * @param toleratedError Q_tol
     * @param disclosedBits leak_EC
     */
    public static double length(long keyBits, long testBits, double toleratedError, double disclosedBits,
                                double epsilonSecrecy, double epsilonCorrectness) {
        return length(keyBits, keyBits, testBits, toleratedError, disclosedBits, epsilonSecrecy, epsilonCorrectness);
    }

    /**
     * The same where of the n bits only some stayed: l = n' [1 - h((Q_tol + mu) n/n')] - leak_EC - log2(2/(eps_sec^2 eps_cor)).
     *
     * @param keptBits n'
     * @param blockBits n
     */
    static double length(long keptBits, long blockBits, long testBits, double toleratedError, double disclosedBits,
                         double epsilonSecrecy, double epsilonCorrectness) {
        double phaseError = (toleratedError + deviation(blockBits, testBits, epsilonSecrecy)) * ((double) blockBits / keptBits);
        return keptBits * (1 - BinaryEntropy.phaseError(phaseError)) - disclosedBits
                - BinaryEntropy.log2(2 / (epsilonSecrecy * epsilonSecrecy * epsilonCorrectness));
    }

    /**
     * The same rounded down, 0 or more, and 0 without key or test bits.
     *
     * @param keptBits key bits that stayed
     * @param blockBits key bits of the block that was tested
     * @throws IllegalArgumentException if more stayed than there were
     */
    public static long secretBits(long keptBits, long blockBits, long testBits, double toleratedError, double disclosedBits,
                                  double epsilonSecrecy, double epsilonCorrectness) {
        if (keptBits > blockBits) {
            throw new IllegalArgumentException(keptBits + " bits kept of " + blockBits);
        }
        return keptBits == 0 || testBits == 0 ? 0 : (long) Math.max(0, Math.floor(
                length(keptBits, blockBits, testBits, toleratedError, disclosedBits, epsilonSecrecy, epsilonCorrectness)));
    }
}
