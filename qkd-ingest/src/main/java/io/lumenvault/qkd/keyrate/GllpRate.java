package io.lumenvault.qkd.keyrate;

/**
 * Asymptotic key rates a pulse of BB84 with weak coherent pulses (Gottesman, Lo, Luetkenhaus and Preskill; with decoy
 * states Ma et al., PRA 72, 012326). May be negative: there is no key then.
 */
public final class GllpRate {
    private GllpRate() {
    }

    /**
     * R = q {-Q f h(E) + Q_1 [1 - h(e_1)]}.
     *
     * @param link the channel
     * @param mu signal intensity
     * @param bounds what the decoys say of single photons
     * @param efficiency f of error correction
     * @param sifting q, 1/2 in symmetric BB84
     */
    public static double withDecoys(FibreLink link, double mu, DecoyBounds bounds, double efficiency, double sifting) {
        double single = bounds.yield() * mu * Math.exp(-mu);
        return sifting * (single * (1 - BinaryEntropy.phaseError(bounds.errorRate()))
                - link.gain(mu) * efficiency * BinaryEntropy.h(link.errorRate(mu)));
    }

    /** Without decoys every multi-photon pulse counts as known: R = q Q {-f h(E) + Omega [1 - h(E/Omega)]}. */
    public static double withoutDecoys(FibreLink link, double mu, double efficiency, double sifting) {
        double gain = link.gain(mu);
        double error = link.errorRate(mu);
        double multiple = 1 - (1 + mu) * Math.exp(-mu);
        double omega = (gain - multiple) / gain;
        if (omega <= 0) {
            return -sifting * gain * efficiency * BinaryEntropy.h(error);
        }
        return sifting * gain * (omega * (1 - BinaryEntropy.phaseError(error / omega)) - efficiency * BinaryEntropy.h(error));
    }

    /** The best signal intensity without dark counts: (1 - mu) exp(-mu) = f h(e_d)/(1 - h(e_d)). */
    public static double bestIntensity(double misalignment, double efficiency) {
        double target = efficiency * BinaryEntropy.h(misalignment) / (1 - BinaryEntropy.h(misalignment));
        double low = 0;
        double high = 1;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if ((1 - middle) * Math.exp(-middle) > target) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** BB84 with single photons: 1 - f h(e_b) - h(e_p). */
    public static double singlePhotons(double bitError, double phaseError, double efficiency) {
        return 1 - efficiency * BinaryEntropy.h(bitError) - BinaryEntropy.phaseError(phaseError);
    }
}
