package io.lumenvault.qkd.link;

/**
 * Loss budget of a fibre: A = alpha L + alpha_s x + alpha_c y (IMDA RS QKDN clause 5.3.1.1).
 *
 * @param lengthKm length L in km
 * @param attenuationDbPerKm alpha in dB/km
 * @param splices number x of splices
 * @param spliceLossDb loss alpha_s of one splice in dB
 * @param connectors number y of connectors
 * @param connectorLossDb loss alpha_c of one connector in dB
 */
public record FibreLoss(double lengthKm, double attenuationDbPerKm, int splices, double spliceLossDb,
                        int connectors, double connectorLossDb) {
    public FibreLoss {
        Range.check("fibre length in km", lengthKm, 0, 2000);
        Range.check("attenuation in dB/km", attenuationDbPerKm, 0, 100);
        Range.check("number of splices", splices, 0, 100_000);
        Range.check("loss of a splice in dB", spliceLossDb, 0, 100);
        Range.check("number of connectors", connectors, 0, 100_000);
        Range.check("loss of a connector in dB", connectorLossDb, 0, 100);
    }

    /** The whole loss in dB. */
    public double decibels() {
        return attenuationDbPerKm * lengthKm + spliceLossDb * splices + connectorLossDb * connectors;
    }

    /** The probability that a photon comes through. */
    public double transmittance() {
        return Math.pow(10, -decibels() / 10);
    }
}
