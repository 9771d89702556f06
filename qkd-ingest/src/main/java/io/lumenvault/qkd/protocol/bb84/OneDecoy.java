package io.lumenvault.qkd.protocol.bb84;

import io.lumenvault.qkd.estimation.DecoyCounts;
import io.lumenvault.qkd.estimation.KeptKey;
import io.lumenvault.qkd.estimation.OneDecoyFiniteKey;
import io.lumenvault.qkd.keyrate.DecoyBounds;
import io.lumenvault.qkd.protocol.Figures;
import io.lumenvault.qkd.protocol.LinkConditions;
import io.lumenvault.qkd.protocol.Outcomes;
import io.lumenvault.qkd.protocol.Protocol;
import io.lumenvault.qkd.protocol.Security;
import java.util.List;

/** A signal and one decoy, both of which give key; the setting of Rusca et al., APL 112, 171104 (2018). */
public final class OneDecoy implements Protocol {
    private final WeakPulses pulses;

    /**
     * @param signal mu
     * @param decoy nu, below mu
     * @param signalProbability how often the signal is sent
     * @param keyBasis probability of the key basis
     */
    public OneDecoy(double signal, double decoy, double signalProbability, double keyBasis) {
        if (!(decoy > 0 && decoy < signal)) {
            throw new IllegalArgumentException("signal " + signal + " and decoy " + decoy + " do not satisfy 0 < nu < mu");
        }
        pulses = new WeakPulses(List.of(signal, decoy), List.of(signalProbability, 1 - signalProbability), keyBasis);
    }

    public static OneDecoy usual() {
        return new OneDecoy(0.48, 0.18, 0.7, 0.8);
    }

    @Override
    public String name() {
        return "bb84-one-decoy";
    }

    @Override
    public String title() {
        return "decoy BB84, one decoy";
    }

    @Override
    public Outcomes outcomes(LinkConditions link) {
        return pulses.outcomes(link);
    }

    private double finite(double[] counts, double errorRate, Security security) {
        double sifted = pulses.sifted(counts);
        DecoyCounts block = new DecoyCounts(pulses.bits(counts, WeakPulses.KEY), pulses.bits(counts, WeakPulses.TEST),
                pulses.errors(counts, WeakPulses.TEST));
        return new OneDecoyFiniteKey(pulses.intensities().getFirst(), pulses.intensities().getLast(), pulses.probabilities().getFirst(),
                security.epsilonSecrecy(), security.epsilonCorrectness()).length(block, KeptKey.whole(block, pulses.errors(counts, WeakPulses.KEY)),
                sifted == 0 ? 0 : security.disclosed(sifted, errorRate), true).length();
    }

    @Override
    public Figures figures(LinkConditions link, double slots, double[] counts, Security security) {
        double sifted = pulses.sifted(counts);
        double errorRate = pulses.errorRate(counts);
        DecoyBounds.Gain signal = pulses.gain(0, WeakPulses.KEY, slots, counts);
        DecoyBounds.Gain decoy = pulses.gain(1, WeakPulses.KEY, slots, counts);
        DecoyBounds key = DecoyBounds.oneDecoy(signal, decoy);
        DecoyBounds test = DecoyBounds.oneDecoy(pulses.gain(0, WeakPulses.TEST, slots, counts),
                pulses.gain(1, WeakPulses.TEST, slots, counts));
        double secret = pulses.unknown(slots, DecoyBounds.leastBackground(signal, decoy), key, test)
                - (sifted == 0 ? 0 : security.disclosed(sifted, errorRate));
        return new Figures(pulses.total(counts), sifted, errorRate, Double.NaN, secret, finite(counts, errorRate, security));
    }
}
