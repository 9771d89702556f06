package io.lumenvault.qkd.keyrate;

/**
 * BBM92 with a parametric down-conversion source in the middle and threshold detectors (Ma, Fung and Lo, PRA 76,
 * 012307): gain, error rate and asymptotic key rate a pump pulse.
 *
 * @param gain Q, coincidences a pulse
 * @param errorRate E
 */
public record EntangledPairs(double gain, double errorRate) {
    /**
     * The model.
     *
     * @param lambda half the mean number of pairs
     * @param etaA transmittance to Alice with detector
     * @param etaB transmittance to Bob with detector
     * @param background Y_0 of either side
     * @param misalignment e_d
     */
    public static EntangledPairs of(double lambda, double etaA, double etaB, double background, double misalignment) {
        double a = 1 + etaA * lambda;
        double b = 1 + etaB * lambda;
        double ab = 1 + etaA * lambda + etaB * lambda - etaA * etaB * lambda;
        double none = 1 - background;
        double gain = 1 - none / (a * a) - none / (b * b) + none * none / (ab * ab);
        double right = 2 * (0.5 - misalignment) * etaA * etaB * lambda * (1 + lambda) / (a * b * ab);
        return new EntangledPairs(gain, (0.5 * gain - right) / gain);
    }

    /** R = q Q [1 - f h(E) - h(E)]. */
    public double rate(double efficiency, double sifting) {
        return sifting * gain * (1 - efficiency * BinaryEntropy.h(errorRate) - BinaryEntropy.phaseError(errorRate));
    }
}
