package io.lumenvault.qkd.link;

/** How many photons of a pulse the receiver registers, with everything on the way reckoned in. */
@FunctionalInterface
public interface PhotonLaw {
    /**
     * Probabilities of 0, 1, 2, ... registered photons.
     *
     * @param mean mean photon number of the pulse where it is sent
     */
    double[] registered(double mean);

    /** A channel that loses photons independently of each other: a Poisson number stays one. */
    static PhotonLaw loss(double transmittance) {
        Range.check("photon transmittance", transmittance, 0, 1);
        return mean -> poisson(mean * transmittance);
    }

    /** The Poisson law up to the greatest photon number that light is told with, which takes the rest. */
    static double[] poisson(double mean) {
        double[] law = new double[LightFrame.MAX_PHOTONS + 1];
        law[0] = Math.exp(-mean);
        double sum = 0;
        for (int n = 1; n < law.length; n++) {
            law[n] = law[n - 1] * mean / n;
            sum += law[n];
        }
        law[law.length - 1] += Math.max(0, -Math.expm1(-mean) - sum);
        return law;
    }
}
