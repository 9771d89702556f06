package io.lumenvault.qkd.estimation;

import static io.lumenvault.qkd.keyrate.BinaryEntropy.log2;

/** How far the phase error rate of the key's single photons may be above that of the test's. */
final class SampleDeviation {
    private SampleDeviation() {
    }

    /**
     * The greatest error rate among all of which a random sample has so few errors, but for a probability: the p of
     * {@code sample KL(errors/sample || p) = ln(1/probability)} (Hoeffding 1963, theorem 1; section 6 for samples without replacement).
     *
     * @param errors in the sample, at most its size
     */
    static double greatestRate(double errors, double sample, double probability) {
        double rate = errors / sample;
        return Chernoff.crossing(p -> sample * divergence(rate, p), rate, 1, -StrictMath.log(probability), false);
    }

    /** KL(a || p) of two yes-or-no laws, a below p. */
    private static double divergence(double a, double p) {
        return (a > 0 ? a * StrictMath.log(a / p) : 0) + (a < 1 ? (1 - a) * (StrictMath.log1p(-a) - StrictMath.log1p(-p)) : 0);
    }

    /**
     * gamma(epsilon, b, c, d) of Lim et al., PRA 89, 022307.
     *
     * @param b error rate of the test sample
     * @param c size of the test sample
     * @param d size of the key
     * @param epsilon epsilon_sec
     * @param terms into how many equal terms it is cut
     */
    static double gamma(double b, double c, double d, double epsilon, int terms) {
        double inside = (c + d) / (c * d * (1 - b) * b) * ((double) terms * terms) / (epsilon * epsilon);
        return Math.sqrt((c + d) * (1 - b) * b / (c * d * StrictMath.log(2)) * log2(inside));
    }
}
