package io.lumenvault.qkd.link;

/**
 * Bob's receiver: his optics and two gated single-photon detectors, held off together after any click.
 *
 * @param opticsTransmittance transmittance of Bob's optics, t_Bob
 * @param efficiency detector efficiency eta_det
 * @param darkCountProbability dark count probability p_dc of one detector in one gate
 * @param misalignment probability e_d that a photon in the right basis meets the wrong detector
 * @param deadTimeNs hold-off after a click in ns
 * @param afterpulseProbability probability p_ap that a click is followed by an afterpulse
 * @param afterpulseMeanNs mean delay of an afterpulse after the end of the dead time in ns
 */
public record DetectorParameters(double opticsTransmittance, double efficiency, double darkCountProbability,
                                 double misalignment, double deadTimeNs, double afterpulseProbability,
                                 double afterpulseMeanNs) {
    public DetectorParameters {
        Range.check("transmittance of the receiver", opticsTransmittance, 0, 1);
        Range.check("detector efficiency", efficiency, 0, 1);
        Range.check("dark count probability", darkCountProbability, 0, 0.5);
        Range.check("misalignment", misalignment, 0, 0.5);
        Range.check("dead time in ns", deadTimeNs, 0, 1e9);
        Range.check("afterpulse probability", afterpulseProbability, 0, 0.9);
        Range.check("mean afterpulse delay in ns", afterpulseMeanNs, 0, 1e9);
    }

    /** The probability that a photon which enters the receiver is registered. */
    public double photonDetectionProbability() {
        return opticsTransmittance * efficiency;
    }
}
