package io.lumenvault.qkd.protocol;

import io.lumenvault.qkd.link.DetectorParameters;
import io.lumenvault.qkd.link.Range;

/**
 * A link as a protocol meets it.
 *
 * @param clockHz clock slots a second
 * @param transmittance of the whole channel from one end to the other; where a source or a relay stands in the middle,
 *     each arm has the square root of it
 * @param detector the receivers, all of one kind
 * @param noise probability of a click by light that is not the signal's, Raman scattering for example, in one detector
 *     in one gate
 * @param intercepted fraction of the signals that an eavesdropper measures in one of the two bases and sends anew
 */
public record LinkConditions(double clockHz, double transmittance, DetectorParameters detector, double noise, double intercepted) {
    public LinkConditions {
        Range.check("clock in Hz", clockHz, 1e3, 1e11);
        Range.check("transmittance of the channel", transmittance, 0, 1);
        Range.check("noise of a gate", noise, 0, 0.5);
        Range.check("intercepted fraction", intercepted, 0, 1);
    }

    /** A link without an eavesdropper. */
    public LinkConditions(double clockHz, double transmittance, DetectorParameters detector, double noise) {
        this(clockHz, transmittance, detector, noise, 0);
    }

    /**
     * The probability that a single photon measured in its own basis comes out wrong: e_d, and one half where the
     * eavesdropper chose the other basis.
     */
    public double photonError() {
        return (1 - intercepted / 2) * detector.misalignment() + intercepted / 4;
    }

    /** The probability that a photon that starts at the far end is registered. */
    public double endToEnd() {
        return transmittance * detector.photonDetectionProbability();
    }

    /** The probability that a photon from the middle of the link is registered at one end. */
    public double arm() {
        return Math.sqrt(transmittance) * detector.photonDetectionProbability();
    }

    /** Probability of a click in one detector in one gate without signal. */
    public double dark() {
        double p = detector.darkCountProbability();
        return p + noise - p * noise;
    }

    /** Gates for which a receiver is dead after a click. */
    public long deadSlots() {
        return (long) Math.ceil(detector.deadTimeNs() * 1e-9 * clockHz - 1e-9);
    }
}
