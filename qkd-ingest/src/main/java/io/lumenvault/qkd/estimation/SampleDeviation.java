package io.lumenvault.qkd.estimation;

import static io.lumenvault.qkd.keyrate.BinaryEntropy.log2;

/** How far the phase error rate of the key's single photons may be above that of the test's. */
final class SampleDeviation {
    private SampleDeviation() {
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
        return Math.sqrt((c + d) * (1 - b) * b / (c * d * Math.log(2)) * log2(inside));
    }
}
