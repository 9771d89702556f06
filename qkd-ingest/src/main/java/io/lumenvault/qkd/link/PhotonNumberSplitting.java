package io.lumenvault.qkd.link;

/**
 * Photon-number splitting: Eve counts the photons of each pulse without disturbing them, keeps one of two or more and
 * sends the others on without loss; she stops single photons, and knows every bit of the rest once bases are announced.
 * No state is disturbed, so the error rate does not move. What moves is the yield of single photons, and with it the
 * ratio of the gains of the intensities: that is what decoys are for.
 */
public final class PhotonNumberSplitting implements Eavesdropper {
    private final double singlesPassed;
    private final double multiplesPassed;

    /**
     * @param singlesPassed fraction of single photons that she lets through, without loss
     * @param multiplesPassed fraction of the other pulses that she lets through, less the photon that she keeps
     */
    public PhotonNumberSplitting(double singlesPassed, double multiplesPassed) {
        Range.check("single photons let through", singlesPassed, 0, 1);
        Range.check("pulses of several photons let through", multiplesPassed, 0, 1);
        this.singlesPassed = singlesPassed;
        this.multiplesPassed = multiplesPassed;
    }

    /** The attack that knows most while pulses of the mean {@code mean} are detected as often as without it. */
    public static PhotonNumberSplitting hiddenAt(double mean, double transmittance, double detection) {
        double honest = -Math.expm1(-mean * transmittance * detection);
        double multiples = detected(new PhotonNumberSplitting(0, 1), mean, detection);
        if (multiples >= honest) {
            return new PhotonNumberSplitting(0, honest / multiples);
        }
        double singles = mean * Math.exp(-mean) * detection;
        return new PhotonNumberSplitting(Math.min(1, (honest - multiples) / singles), 1);
    }

    private static double detected(PhotonNumberSplitting eve, double mean, double detection) {
        return 1 - eve.photons(1, detection).registered(mean)[0];
    }

    @Override
    public void attack(LightFrame light) {
        // Nothing is measured that carries the bit.
    }

    @Override
    public PhotonLaw photons(double transmittance, double detection) {
        return mean -> {
            double[] sent = PhotonLaw.poisson(mean);
            double[] law = new double[sent.length];
            law[0] = sent[0] + sent[1] * (1 - singlesPassed * detection);
            law[1] = sent[1] * singlesPassed * detection;
            for (int n = 2; n < sent.length; n++) {
                law[0] += sent[n] * (1 - multiplesPassed);
                addBinomial(law, sent[n] * multiplesPassed, n - 1, detection);
            }
            return law;
        };
    }

    private static void addBinomial(double[] law, double weight, int photons, double detection) {
        double term = weight * Math.pow(1 - detection, photons);
        for (int m = 0; m <= photons; m++) {
            law[m] += detection == 1 ? m == photons ? weight : 0 : term;
            term *= (photons - m) / (m + 1.0) * detection / (1 - detection);
        }
    }
}
