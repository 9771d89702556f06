package io.lumenvault.qkd.link;

/**
 * A kind of fibre line before its length is known: the terms of the loss budget of IMDA RS QKDN clause 5.3.1.1.
 *
 * @param attenuationDbPerKm attenuation of the fibre in dB/km
 * @param spliceEveryKm length of fibre from splice to splice in km
 * @param spliceLossDb loss of a splice in dB
 * @param connectors connectors of the line
 * @param connectorLossDb loss of a connector in dB
 */
public record FibreLine(double attenuationDbPerKm, double spliceEveryKm, double spliceLossDb, int connectors,
                        double connectorLossDb) {
    public FibreLine {
        Range.check("length from splice to splice in km", spliceEveryKm, 0.1, 10_000);
    }

    /**
     * What fibre of G.652 loses in a window: 0.4 dB/km at 1310 nm, the most that the recommendation allows, and 0.2
     * dB/km at 1550 nm, the usual value (IMDA RS QKDN clauses 5.3.1 and 5.3.1.1).
     */
    public static double attenuation(int wavelengthNm) {
        return switch (wavelengthNm) {
            case 1310 -> 0.4;
            case 1550 -> 0.2;
            default -> throw new IllegalArgumentException("wavelength of " + wavelengthNm + " nm; allowed is 1310 or 1550");
        };
    }

    /** The line of a length. */
    public FibreLoss at(double km) {
        return new FibreLoss(km, attenuationDbPerKm, (int) (km / spliceEveryKm + 1e-9), spliceLossDb, connectors, connectorLossDb);
    }
}
