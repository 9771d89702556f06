package io.lumenvault.qkd.protocol.bb84;

import io.lumenvault.qkd.estimation.DecoyCounts;
import io.lumenvault.qkd.estimation.ThreeIntensityFiniteKey;
import io.lumenvault.qkd.keyrate.DecoyBounds;
import io.lumenvault.qkd.link.SourceParameters;
import io.lumenvault.qkd.protocol.Figures;
import io.lumenvault.qkd.protocol.LinkConditions;
import io.lumenvault.qkd.protocol.Outcomes;
import io.lumenvault.qkd.protocol.Protocol;
import io.lumenvault.qkd.protocol.Security;

/** Three intensities, all of which give key: Lim et al., PRA 89, 022307 (2014). What the distillation of a link speaks. */
public final class ThreeIntensities implements Protocol {
    private final WeakPulses pulses;

    public ThreeIntensities(SourceParameters source) {
        pulses = new WeakPulses(source.intensities(), source.probabilities(), source.keyBasisProbability());
    }

    /** The settings of a module that is told none. */
    public static ThreeIntensities usual() {
        return new ThreeIntensities(SourceParameters.usual(1e9));
    }

    @Override
    public String name() {
        return "bb84";
    }

    @Override
    public String title() {
        return "decoy BB84, three intensities";
    }

    @Override
    public Outcomes outcomes(LinkConditions link) {
        return pulses.outcomes(link);
    }

    @Override
    public Figures figures(LinkConditions link, double slots, double[] counts, Security security) {
        double sifted = pulses.sifted(counts);
        double errorRate = pulses.errorRate(counts);
        double disclosed = sifted == 0 ? 0 : security.disclosed(sifted, errorRate);
        DecoyBounds key = bounds(WeakPulses.KEY, slots, counts);
        DecoyBounds test = bounds(WeakPulses.TEST, slots, counts);
        double background = DecoyBounds.leastBackground(pulses.gain(1, WeakPulses.KEY, slots, counts),
                pulses.gain(2, WeakPulses.KEY, slots, counts));
        double secret = pulses.unknown(slots, background, key, test) - disclosed;
        DecoyCounts block = new DecoyCounts(pulses.bits(counts, WeakPulses.KEY), pulses.bits(counts, WeakPulses.TEST),
                pulses.errors(counts, WeakPulses.TEST));
        double finite = new ThreeIntensityFiniteKey(pulses.intensities(), pulses.probabilities(), security.epsilonSecrecy(),
                security.epsilonCorrectness()).length(block, disclosed, true).length();
        return new Figures(pulses.total(counts), sifted, errorRate, Double.NaN, secret, finite);
    }

    private DecoyBounds bounds(int basis, double slots, double[] counts) {
        return DecoyBounds.twoDecoys(pulses.gain(0, basis, slots, counts), pulses.gain(1, basis, slots, counts),
                pulses.gain(2, basis, slots, counts));
    }
}
