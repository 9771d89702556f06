package io.lumenvault.qkd.keyrate;

/**
 * The textbook model of a prepare-and-measure fibre link (Ma, Qi, Zhao and Lo, PRA 72, 012326): background Y_0 and a
 * total transmittance.
 *
 * @param eta transmittance of fibre, receiver and detector together
 * @param background Y_0, click probability without light
 * @param misalignment e_d
 */
public record FibreLink(double eta, double background, double misalignment) {
    /** Error rate of a click without light. */
    public static final double BACKGROUND_ERROR = 0.5;

    public FibreLink {
        if (!(eta >= 0 && eta <= 1 && background >= 0 && background < 1 && misalignment >= 0 && misalignment <= 0.5)) {
            throw new IllegalArgumentException("eta " + eta + " (0 to 1), background " + background
                    + " (0 to 1), misalignment " + misalignment + " (0 to 1/2)");
        }
    }

    /** The link at a distance: attenuation in dB/km, length in km, and the transmittance of the receiver with detector. */
    public static FibreLink at(double km, double attenuation, double receiver, double background, double misalignment) {
        return new FibreLink(receiver * Math.pow(10, -attenuation * km / 10), background, misalignment);
    }

    /** Gain Q_mu = Y_0 + 1 - exp(-eta mu), the approximation of the paper. */
    public double gain(double mu) {
        return background - Math.expm1(-eta * mu);
    }

    /** Error rate E_mu. */
    public double errorRate(double mu) {
        return (BACKGROUND_ERROR * background - misalignment * Math.expm1(-eta * mu)) / gain(mu);
    }

    /** Yield of a single photon, Y_1 = Y_0 + eta. */
    public double singlePhotonYield() {
        return background + eta;
    }

    /** Error rate of a single photon. */
    public double singlePhotonErrorRate() {
        return (BACKGROUND_ERROR * background + misalignment * eta) / singlePhotonYield();
    }
}
