package io.lumenvault.qkd.protocol.mdi;

import io.lumenvault.qkd.keyrate.BinaryEntropy;
import io.lumenvault.qkd.keyrate.MdiDecoyBounds;
import io.lumenvault.qkd.keyrate.MeasurementDeviceIndependent;
import io.lumenvault.qkd.link.Range;
import io.lumenvault.qkd.protocol.Figures;
import io.lumenvault.qkd.protocol.LinkConditions;
import io.lumenvault.qkd.protocol.Outcomes;
import io.lumenvault.qkd.protocol.Protocol;
import io.lumenvault.qkd.protocol.Security;

/**
 * MDI-BB84 with the relay in the middle (Lo, Curty and Qi, PRL 108, 130503; Ma and Razavi, PRA 86, 062319). Outcomes,
 * of announced Bell states: Z basis right, Z wrong, X right, X wrong. The key is that of the Z basis. What is known of
 * single photons is bounded by linear programming from the gains of three intensities, which come from the model of the link, not
 * from counts. The relay's dead time is taken by its click rate; bases that differ are not counted.
 */
public final class MdiBb84 implements Protocol {
    private static final int DETECTORS = 4;
    /** The weak decoy, as a share of the signal: weaker ones would tell more of single photons, and take longer to count. */
    private static final double WEAK = 0.04;

    private final double intensity;
    private final double keyBasis;

    /**
     * @param intensity signal intensity of either transmitter
     * @param keyBasis probability that either chooses the Z basis
     */
    public MdiBb84(double intensity, double keyBasis) {
        Range.check("intensity", intensity, 1e-6, 10);
        Range.check("key basis probability", keyBasis, 0.01, 0.99);
        this.intensity = intensity;
        this.keyBasis = keyBasis;
    }

    public static MdiBb84 usual() {
        return new MdiBb84(0.3, 0.8);
    }

    @Override
    public String name() {
        return "mdi";
    }

    @Override
    public String title() {
        return "MDI-BB84, relay in the middle";
    }

    private MeasurementDeviceIndependent model(LinkConditions link, double efficiency) {
        return model(link, intensity, intensity, efficiency);
    }

    private static MeasurementDeviceIndependent model(LinkConditions link, double alice, double bob, double efficiency) {
        return MeasurementDeviceIndependent.of(alice, bob, link.arm(), link.arm(), link.dark(), link.photonError(), efficiency);
    }

    private MdiDecoyBounds bounds(LinkConditions link) {
        return MdiDecoyBounds.of(new double[] {intensity, WEAK * intensity, 0}, (a, b) -> model(link, a, b, 1).gainZ(),
                (a, b) -> model(link, a, b, 1).gainX(), (a, b) -> model(link, a, b, 1).gainX() * model(link, a, b, 1).errorX());
    }

    /** The share of slots in which the relay is not dead; any click of its four detectors makes it so. */
    private double live(LinkConditions link) {
        double quiet = Math.pow(1 - link.dark(), DETECTORS) * Math.exp(-2 * link.arm() * intensity);
        return 1 / (1 + (1 - quiet) * link.deadSlots());
    }

    @Override
    public double fibreToReceiver() {
        return 0.5;
    }

    @Override
    public Outcomes outcomes(LinkConditions link) {
        MeasurementDeviceIndependent model = model(link, 1);
        double z = model.gainZ() * live(link) * keyBasis * keyBasis;
        double x = model.gainX() * live(link) * (1 - keyBasis) * (1 - keyBasis);
        return new Outcomes(new double[] {z * (1 - model.errorZ()), z * model.errorZ(), x * (1 - model.errorX()),
            x * model.errorX()}, 0);
    }

    @Override
    public Figures figures(LinkConditions link, double slots, double[] counts, Security security) {
        double sifted = counts[0] + counts[1];
        double raw = sifted + counts[2] + counts[3];
        if (sifted == 0) {
            return new Figures(raw, 0, Double.NaN, Double.NaN, 0, Double.NaN);
        }
        MdiDecoyBounds bounds = bounds(link);
        double singles = slots * live(link) * keyBasis * keyBasis * intensity * intensity * Math.exp(-2 * intensity) * bounds.yieldZ();
        double secret = singles * (1 - BinaryEntropy.phaseError(bounds.errorX())) - security.disclosed(sifted, counts[1] / sifted);
        return new Figures(raw, sifted, counts[1] / sifted, Double.NaN, secret, Double.NaN);
    }
}
