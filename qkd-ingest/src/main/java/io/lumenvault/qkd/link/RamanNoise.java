package io.lumenvault.qkd.link;

/**
 * Spontaneous Raman scattering of a bright neighbour in the same fibre into the quantum channel, the dominant noise of
 * wavelength-division multiplexing (IMDA RS QKDN clause 5.4). Light that travels with the quantum signal scatters
 * P beta dL exp(-alpha L) L of its power into the receiver, light against it P beta dL (1 - exp(-2 alpha L))/(2 alpha),
 * with equal attenuation of both (Eraerds et al., New J. Phys. 12, 063027).
 *
 * @param launchDbm power of the neighbour where it enters the fibre, in dBm
 * @param counterPropagating whether it travels against the quantum signal
 * @param coefficient effective Raman cross-section beta per km of fibre and nm of bandwidth
 * @param filterNm bandwidth of the receiver's filter in nm
 * @param gateNs length of a gate in ns
 * @param wavelengthNm wavelength of the quantum channel in nm
 */
public record RamanNoise(double launchDbm, boolean counterPropagating, double coefficient, double filterNm, double gateNs,
                         double wavelengthNm) {
    /** Within the C band, a few nm away from the neighbour. */
    public static final double C_BAND_COEFFICIENT = 2e-9;
    /** In the O band with the neighbour in the C band: scattering up by 240 nm is much rarer. */
    public static final double O_BAND_COEFFICIENT = 7e-12;
    private static final double PLANCK_TIMES_LIGHT = 6.62607015e-34 * 299_792_458;
    private static final int DETECTORS = 2;

    public RamanNoise {
        Range.check("launch power in dBm", launchDbm, -90, 30);
        Range.check("Raman coefficient", coefficient, 0, 1e-6);
        Range.check("bandwidth of the filter in nm", filterNm, 0, 100);
        Range.check("gate in ns", gateNs, 0, 1000);
        Range.check("wavelength in nm", wavelengthNm, 300, 3000);
    }

    /** Scattered photons a second in the filter's band at the receiver's end of the fibre. */
    public double photonsPerSecond(double km, double attenuationDbPerKm) {
        double alpha = attenuationDbPerKm * Math.log(10) / 10;
        double effectiveKm;
        if (counterPropagating) {
            effectiveKm = alpha == 0 ? km : -Math.expm1(-2 * alpha * km) / (2 * alpha);
        } else {
            effectiveKm = km * Math.exp(-alpha * km);
        }
        double watts = Math.pow(10, launchDbm / 10) * 1e-3 * coefficient * filterNm * effectiveKm;
        return watts / (PLANCK_TIMES_LIGHT / (wavelengthNm * 1e-9));
    }

    /** Probability that one of the receiver's two detectors fires by it in one gate. */
    public double clickProbability(double km, double attenuationDbPerKm, DetectorParameters detector) {
        double photons = photonsPerSecond(km, attenuationDbPerKm) * gateNs * 1e-9;
        return -Math.expm1(-photons * detector.photonDetectionProbability() / DETECTORS);
    }
}
