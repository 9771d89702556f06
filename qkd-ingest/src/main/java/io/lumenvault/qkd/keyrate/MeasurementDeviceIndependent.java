package io.lumenvault.qkd.keyrate;

/**
 * Asymptotic MDI-BB84 with weak coherent pulses and infinitely many decoys (Ma and Razavi, PRA 86, 062319; Lo, Curty
 * and Qi, PRL 108, 130503).
 *
 * @param gainZ Q_Z
 * @param errorZ E_Z
 * @param gainX Q_X
 * @param errorX E_X
 * @param yield11 Y_11
 * @param error11 e_11 in basis X
 * @param rate key bits a pulse pair, without sifting
 */
public record MeasurementDeviceIndependent(double gainZ, double errorZ, double gainX, double errorX, double yield11,
                                           double error11, double rate) {
    /**
     * The model.
     *
     * @param muA Alice's intensity
     * @param muB Bob's intensity
     * @param etaA transmittance from Alice to the relay with detector
     * @param etaB transmittance from Bob
     * @param dark p_d of one detector
     * @param misalignment e_d
     * @param efficiency f of error correction
     */
    public static MeasurementDeviceIndependent of(double muA, double muB, double etaA, double etaB, double dark,
                                                  double misalignment, double efficiency) {
        double a = etaA * muA;
        double b = etaB * muB;
        double both = a + b;
        double x = Math.sqrt(a * b) / 2;
        double none = 1 - dark;
        double y = none * Math.exp(-both / 4);
        double right = 2 * none * none * Math.exp(-both / 2) * (1 - none * Math.exp(-a / 2)) * (1 - none * Math.exp(-b / 2));
        // I0(2x) - (1 - p_d) exp(-mu'/2): I0 - 1 and expm1 keep the digits that the difference would lose.
        double wrong = 2 * dark * none * none * Math.exp(-both / 2)
                * (besselLessOne(2 * x) - Math.expm1(-both / 2) + dark * Math.exp(-both / 2));
        double gainZ = right + wrong;
        // Where nothing is announced no error rate matters; that of dark counts is one half.
        double errorZ = gainZ == 0 ? 0.5 : (misalignment * right + (1 - misalignment) * wrong) / gainZ;
        // 1 + 2 y^2 - 4 y I0(x) + I0(2x) with w = 1 - y and I0 - 1, whose digits the differences would lose.
        double w = dark * Math.exp(-both / 4) - Math.expm1(-both / 4);
        double gainX = Math.max(0, 2 * y * y * (2 * w * w + besselLessOne(2 * x) - 4 * y * besselLessOne(x)));
        double errorX = gainX == 0 ? 0.5 : (0.5 * gainX - 2 * (0.5 - misalignment) * y * y * besselLessOne(2 * x)) / gainX;
        double yield11 = none * none * (etaA * etaB / 2 + (2 * etaA + 2 * etaB - 3 * etaA * etaB) * dark
                + 4 * (1 - etaA) * (1 - etaB) * dark * dark);
        double error11 = (0.5 * yield11 - (0.5 - misalignment) * none * none * etaA * etaB / 2) / yield11;
        double gain11 = muA * muB * Math.exp(-muA - muB) * yield11;
        double rate = gain11 * (1 - BinaryEntropy.phaseError(error11)) - gainZ * efficiency * BinaryEntropy.h(errorZ);
        return new MeasurementDeviceIndependent(gainZ, errorZ, gainX, errorX, yield11, error11, rate);
    }

    /** I0(z) - 1 by its power series; z is small here. */
    private static double besselLessOne(double z) {
        double quarter = z * z / 4;
        double term = quarter;
        double sum = 0;
        for (int k = 1; k < 200 && term > sum * 1e-18; k++) {
            sum += term;
            term *= quarter / ((k + 1.0) * (k + 1.0));
        }
        return sum;
    }
}
