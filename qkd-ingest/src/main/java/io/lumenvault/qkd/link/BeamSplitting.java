package io.lumenvault.qkd.link;

/**
 * Beam splitting: Eve diverts each photon with a fixed probability and stores it until bases are announced. A tap on the
 * fibre lowers the gain of every intensity alike. If she replaces the fibre by one without loss and diverts just what the
 * fibre lost, nothing moves at all: what she knows then are bits of pulses with several photons, which the decoy bounds
 * charge to her in any case.
 */
public final class BeamSplitting implements Eavesdropper {
    private final double diverted;
    private final boolean replacesFibre;

    private BeamSplitting(double diverted, boolean replacesFibre) {
        this.diverted = diverted;
        this.replacesFibre = replacesFibre;
    }

    /** A tap on the fibre, at its beginning. */
    public static BeamSplitting tap(double diverted) {
        Range.check("diverted fraction", diverted, 0, 1);
        return new BeamSplitting(diverted, false);
    }

    /** A splitter in the place of the whole fibre. */
    public static BeamSplitting inPlaceOfFibre() {
        return new BeamSplitting(0, true);
    }

    @Override
    public void attack(LightFrame light) {
        // States pass as they are.
    }

    @Override
    public PhotonLaw photons(double transmittance, double detection) {
        return PhotonLaw.loss((1 - (replacesFibre ? 1 - transmittance : diverted)) * (replacesFibre ? 1 : transmittance) * detection);
    }

    /** The probability that she holds a photon of a pulse: she knows that bit. */
    public double knows(double mean, double transmittance) {
        return -Math.expm1(-mean * (replacesFibre ? 1 - transmittance : diverted));
    }
}
