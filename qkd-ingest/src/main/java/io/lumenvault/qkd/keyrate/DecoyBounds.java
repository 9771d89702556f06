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

    /** Vacuum and one weak decoy nu < mu; the vacuum gives Y_0. */
    public static DecoyBounds vacuumAndWeak(FibreLink link, double mu, double nu) {
        require(nu > 0 && nu < mu, "0 < nu < mu", mu, nu, 0);
        double y0 = link.background();
        double bracket = link.gain(nu) * Math.exp(nu) - link.gain(mu) * Math.exp(mu) * nu * nu / (mu * mu)
                - (mu * mu - nu * nu) / (mu * mu) * y0;
        double yield = Math.max(0, mu / (mu * nu - nu * nu) * bracket);
        double errors = link.errorRate(nu) * link.gain(nu) * Math.exp(nu) - FibreLink.BACKGROUND_ERROR * y0;
        return new DecoyBounds(yield, yield == 0 ? 1 : errors / (yield * nu));
    }

    /** Two weak decoys nu1 > nu2 >= 0 with nu1 + nu2 < mu. */
    public static DecoyBounds twoDecoys(FibreLink link, double mu, double nu1, double nu2) {
        require(nu2 >= 0 && nu1 > nu2 && nu1 + nu2 < mu, "0 <= nu2 < nu1 and nu1 + nu2 < mu", mu, nu1, nu2);
        double q1 = link.gain(nu1) * Math.exp(nu1);
        double q2 = link.gain(nu2) * Math.exp(nu2);
        double y0 = Math.max(0, (nu1 * q2 - nu2 * q1) / (nu1 - nu2));
        double factor = mu / (mu * nu1 - mu * nu2 - nu1 * nu1 + nu2 * nu2);
        double yield = Math.max(0, factor * (q1 - q2
                - (nu1 * nu1 - nu2 * nu2) / (mu * mu) * (link.gain(mu) * Math.exp(mu) - y0)));
        double errors = link.errorRate(nu1) * q1 - link.errorRate(nu2) * q2;
        return new DecoyBounds(yield, yield == 0 ? 1 : errors / ((nu1 - nu2) * yield));
    }

    private static void require(boolean holds, String rule, double mu, double nu1, double nu2) {
        if (!holds) {
            throw new IllegalArgumentException("intensities " + mu + ", " + nu1 + ", " + nu2 + " do not satisfy " + rule);
        }
    }
}
