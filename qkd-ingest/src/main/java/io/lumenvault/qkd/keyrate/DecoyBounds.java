package io.lumenvault.qkd.keyrate;

/**
 * Bounds on single photons from decoy intensities, without statistics (Ma et al., PRA 72, 012326).
 *
 * @param yield lower bound on Y_1, not below 0
 * @param errorRate upper bound on e_1
 */
public record DecoyBounds(double yield, double errorRate) {
    /** Exact knowledge, as with infinitely many decoys. */
    public static DecoyBounds infinite(FibreLink link) {
        return new DecoyBounds(link.singlePhotonYield(), link.singlePhotonErrorRate());
    }

    /**
     * What one intensity was seen to give.
     *
     * @param intensity mean photon number
     * @param gain Q, clicks a pulse of this intensity
     * @param errorRate E of those clicks
     */
    public record Gain(double intensity, double gain, double errorRate) {
        /** What a link gives. */
        public static Gain of(FibreLink link, double intensity) {
            return new Gain(intensity, link.gain(intensity), link.errorRate(intensity));
        }

        private double scaled() {
            return gain * Math.exp(intensity);
        }

        private double errors() {
            return errorRate * scaled();
        }
    }

    /** Vacuum and one weak decoy nu < mu; the vacuum gives Y_0. */
    public static DecoyBounds vacuumAndWeak(FibreLink link, double mu, double nu) {
        return vacuumAndWeak(Gain.of(link, mu), Gain.of(link, nu), link.background());
    }

    /** The same from what was seen. */
    public static DecoyBounds vacuumAndWeak(Gain signal, Gain weak, double background) {
        require(weak.intensity > 0 && weak.intensity < signal.intensity, "0 < nu < mu", signal.intensity, weak.intensity, 0);
        double yield = leastYield(signal, weak, background);
        double errors = weak.errors() - FibreLink.BACKGROUND_ERROR * background;
        return new DecoyBounds(yield, yield == 0 ? 1 : errors / (yield * weak.intensity));
    }

    /** Y_1 from a signal, a weak decoy and an upper bound on Y_0. */
    private static double leastYield(Gain signal, Gain weak, double background) {
        double mu = signal.intensity;
        double nu = weak.intensity;
        double bracket = weak.scaled() - signal.scaled() * nu * nu / (mu * mu) - (mu * mu - nu * nu) / (mu * mu) * background;
        return Math.max(0, mu / (mu * nu - nu * nu) * bracket);
    }

    /** Two weak decoys nu1 > nu2 >= 0 with nu1 + nu2 < mu. */
    public static DecoyBounds twoDecoys(FibreLink link, double mu, double nu1, double nu2) {
        return twoDecoys(Gain.of(link, mu), Gain.of(link, nu1), Gain.of(link, nu2));
    }

    /** The same from what was seen. */
    public static DecoyBounds twoDecoys(Gain signal, Gain first, Gain second) {
        double mu = signal.intensity;
        double nu1 = first.intensity;
        double nu2 = second.intensity;
        require(nu2 >= 0 && nu1 > nu2 && nu1 + nu2 < mu, "0 <= nu2 < nu1 and nu1 + nu2 < mu", mu, nu1, nu2);
        double q1 = first.scaled();
        double q2 = second.scaled();
        double y0 = leastBackground(first, second);
        double factor = mu / (mu * nu1 - mu * nu2 - nu1 * nu1 + nu2 * nu2);
        double yield = Math.max(0, factor * (q1 - q2 - (nu1 * nu1 - nu2 * nu2) / (mu * mu) * (signal.scaled() - y0)));
        double errors = first.errors() - second.errors();
        return new DecoyBounds(yield, yield == 0 ? 1 : errors / ((nu1 - nu2) * yield));
    }

    /** Y_0 is at least (nu1 Q_nu2 e^nu2 - nu2 Q_nu1 e^nu1)/(nu1 - nu2), for nu1 > nu2. */
    public static double leastBackground(Gain first, Gain second) {
        double nu1 = first.intensity;
        double nu2 = second.intensity;
        return Math.max(0, (nu1 * second.scaled() - nu2 * first.scaled()) / (nu1 - nu2));
    }

    /**
     * One decoy nu < mu and no vacuum: half of the clicks without light are errors, so the errors seen bound Y_0 from
     * above (Ma et al., section III.C), and the two intensities bound the errors of single photons.
     */
    public static DecoyBounds oneDecoy(Gain signal, Gain weak) {
        double mu = signal.intensity;
        double nu = weak.intensity;
        require(nu > 0 && nu < mu, "0 < nu < mu", mu, nu, 0);
        double background = Math.min(signal.errors(), weak.errors()) / FibreLink.BACKGROUND_ERROR;
        double yield = leastYield(signal, weak, background);
        double fromWeak = (weak.errors() - FibreLink.BACKGROUND_ERROR * leastBackground(signal, weak)) / nu;
        double fromBoth = (signal.errors() - weak.errors()) / (mu - nu);
        return new DecoyBounds(yield, yield == 0 ? 1 : Math.max(0, Math.min(fromWeak, fromBoth)) / yield);
    }

    private static void require(boolean holds, String rule, double mu, double nu1, double nu2) {
        if (!holds) {
            throw new IllegalArgumentException("intensities " + mu + ", " + nu1 + ", " + nu2 + " do not satisfy " + rule);
        }
    }
}
