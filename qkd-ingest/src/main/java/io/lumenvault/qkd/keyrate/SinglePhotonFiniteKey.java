package io.lumenvault.qkd.keyrate;

/**
 * Finite key of BB84 with single photons and of BBM92: Tomamichel, Lim, Gisin and Renner, Nat. Commun. 3, 634 (2012).
 * Test bits are a sample without replacement and leave the key.
 */
public final class SinglePhotonFiniteKey {
    private SinglePhotonFiniteKey() {
    }

    /** mu = sqrt((n + k)/(n k) (k + 1)/k ln(2/eps_sec)), how far key and test error rates may differ. */
    public static double deviation(long keyBits, long testBits, double epsilonSecrecy) {
        double n = keyBits;
        double k = testBits;
        return Math.sqrt((n + k) / (n * k) * (k + 1) / k * Math.log(2 / epsilonSecrecy));
    }

    /**
     * l = n [1 - h(Q_tol + mu)] - leak_EC - log2(2/(eps_sec^2 eps_cor)), not rounded; negative where there is no key.
     *
     * @param keyBits n
     * @param testBits k
     * @param toleratedError Q_tol
     * @param disclosedBits leak_EC
     */
    public static double length(long keyBits, long testBits, double toleratedError, double disclosedBits,
                                double epsilonSecrecy, double epsilonCorrectness) {
        double phaseError = toleratedError + deviation(keyBits, testBits, epsilonSecrecy);
        return keyBits * (1 - BinaryEntropy.phaseError(phaseError)) - disclosedBits
                - BinaryEntropy.log2(2 / (epsilonSecrecy * epsilonSecrecy * epsilonCorrectness));
    }

    /** The same rounded down, 0 or more, and 0 without key or test bits. */
    public static long secretBits(long keyBits, long testBits, double toleratedError, double disclosedBits,
                                  double epsilonSecrecy, double epsilonCorrectness) {
        return keyBits == 0 || testBits == 0 ? 0 : (long) Math.max(0, Math.floor(
                length(keyBits, testBits, toleratedError, disclosedBits, epsilonSecrecy, epsilonCorrectness)));
    }
}
