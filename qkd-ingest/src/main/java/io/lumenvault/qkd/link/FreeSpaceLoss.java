package io.lumenvault.qkd.link;

/**
 * Loss of a free-space channel (IMDA RS QKDN clause 5.3.1.2): atmospheric attenuation, diffraction and pointing error of a
 * Gaussian beam that a telescope clips, and optics.
 *
 * @param divergenceMicroRad half angle of the beam at 1/e^2 of its intensity, in microrad
 * @param apertureM diameter of the receiving telescope in m
 * @param pointingMicroRad standard deviation of the pointing error along each axis, in microrad
 * @param zenithDb loss of the atmosphere towards the zenith in dB
 * @param opticsDb loss of the optics in dB
 */
public record FreeSpaceLoss(double divergenceMicroRad, double apertureM, double pointingMicroRad, double zenithDb, double opticsDb) {
    private static final double LOWEST = 5;

    public FreeSpaceLoss {
        Range.check("divergence in microrad", divergenceMicroRad, 0.1, 1e5);
        Range.check("aperture in m", apertureM, 0.01, 20);
        Range.check("pointing error in microrad", pointingMicroRad, 0, 1e5);
        Range.check("loss towards the zenith in dB", zenithDb, 0, 100);
        Range.check("loss of the optics in dB", opticsDb, 0, 100);
    }

    /** The share of the beam that the telescope takes, averaged over the pointing error. */
    public double collected(double rangeKm) {
        double spot = divergenceMicroRad * 1e-6 * rangeKm * 1e3;
        double wander = pointingMicroRad * 1e-6 * rangeKm * 1e3;
        double radius = apertureM / 2;
        return -Math.expm1(-2 * radius * radius / (spot * spot + 4 * wander * wander));
    }

    /**
     * The probability that a photon comes through.
     *
     * @param rangeKm distance in km
     * @param elevation degrees above the horizon, 5 to 90: the air below is thicker than its layers in parallel say
     */
    public double transmittance(double rangeKm, double elevation) {
        Range.check("elevation in degrees", elevation, LOWEST, 90);
        double air = zenithDb / Math.sin(Math.toRadians(elevation));
        return collected(rangeKm) * Math.pow(10, -(air + opticsDb) / 10);
    }
}
