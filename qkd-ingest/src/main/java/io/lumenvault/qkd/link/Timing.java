package io.lumenvault.qkd.link;

/**
 * When detections come: Gaussian jitter of laser, detector and electronics together, against a gate in each clock slot.
 * What falls between gates is lost; what falls into a neighbour's gate is a random bit.
 *
 * @param jitterPs standard deviation in ps (its full width at half maximum is 2.3548 of them)
 * @param gatePs length of the gate in ps
 * @param slotPs length of a clock slot in ps, at least the gate's
 */
public record Timing(double jitterPs, double gatePs, double slotPs) {
    public Timing {
        Range.check("jitter in ps", jitterPs, 0, 1e6);
        Range.check("clock slot in ps", slotPs, 1, 1e9);
        Range.check("gate in ps", gatePs, 1, slotPs);
    }

    /** The share of detections that fall into their own gate: erf(w / (sigma sqrt 2)), w half the gate. */
    public double inGate() {
        return within(gatePs / 2);
    }

    /** The share that falls into the gates of the two neighbours. */
    public double inNeighbours() {
        return within(slotPs + gatePs / 2) - within(slotPs - gatePs / 2);
    }

    private double within(double ps) {
        return jitterPs == 0 ? 1 : erf(ps / (jitterPs * Math.sqrt(2)));
    }

    /** The detector as it is seen through the gates: fewer detections, and some of them random. */
    public DetectorParameters through(DetectorParameters detector) {
        double seen = inGate() + inNeighbours();
        double wrong = (inGate() * detector.misalignment() + inNeighbours() / 2) / seen;
        return new DetectorParameters(detector.opticsTransmittance(), detector.efficiency() * seen, detector.darkCountProbability(),
                wrong, detector.deadTimeNs(), detector.afterpulseProbability(), detector.afterpulseMeanNs());
    }

    /** The error function for x of at least 0, by its series, which converges everywhere. */
    static double erf(double x) {
        if (x > 6) {
            return 1;
        }
        double term = 2 / Math.sqrt(Math.PI) * x * Math.exp(-x * x);
        double sum = 0;
        for (int n = 1; term > 1e-18; n++) {
            sum += term;
            term *= 2 * x * x / (2 * n + 1);
        }
        return Math.min(1, sum);
    }
}
