package io.lumenvault.qkd.protocol.bb84;

import io.lumenvault.qkd.keyrate.BinaryEntropy;
import io.lumenvault.qkd.keyrate.DecoyBounds;
import io.lumenvault.qkd.protocol.Figures;
import io.lumenvault.qkd.protocol.LinkConditions;
import io.lumenvault.qkd.protocol.Outcomes;
import io.lumenvault.qkd.protocol.Protocol;
import io.lumenvault.qkd.protocol.Security;
import java.util.List;

/** A signal that gives the key, a weak decoy and vacuum: Ma, Qi, Zhao and Lo, PRA 72, 012326 (2005). */
public final class VacuumAndWeak implements Protocol {
    private final WeakPulses pulses;

    /**
     * @param signal mu
     * @param weak nu, below mu
     * @param probabilities of signal, weak decoy and vacuum
     * @param keyBasis probability of the key basis
     */
    public VacuumAndWeak(double signal, double weak, List<Double> probabilities, double keyBasis) {
        if (!(weak > 0 && weak < signal)) {
            throw new IllegalArgumentException("signal " + signal + " and weak decoy " + weak + " do not satisfy 0 < nu < mu");
        }
        pulses = new WeakPulses(List.of(signal, weak, 0.0), probabilities, keyBasis);
    }

    /** The intensities of the paper. */
    public static VacuumAndWeak usual() {
        return new VacuumAndWeak(0.48, 0.05, List.of(0.8, 0.12, 0.08), 0.8);
    }

    @Override
    public String name() {
        return "bb84-vacuum-weak";
    }

    @Override
    public String title() {
        return "decoy BB84, vacuum and weak";
    }

    @Override
    public Outcomes outcomes(LinkConditions link) {
        return pulses.outcomes(link);
    }

    @Override
    public Figures figures(LinkConditions link, double slots, double[] counts, Security security) {
        DecoyBounds.Gain signal = pulses.gain(0, WeakPulses.KEY, slots, counts);
        DecoyBounds key = bounds(WeakPulses.KEY, slots, counts);
        DecoyBounds test = bounds(WeakPulses.TEST, slots, counts);
        double sent = slots * pulses.keyBasis() * pulses.keyBasis() * pulses.probabilities().getFirst();
        double mu = signal.intensity();
        double bits = sent * signal.gain();
        double secret = sent * key.yield() * mu * Math.exp(-mu) * (1 - BinaryEntropy.phaseError(test.errorRate()))
                - security.disclosed(bits, signal.errorRate());
        return new Figures(pulses.total(counts), bits, bits == 0 ? Double.NaN : signal.errorRate(), Double.NaN, secret, Double.NaN);
    }

    private DecoyBounds bounds(int basis, double slots, double[] counts) {
        return DecoyBounds.vacuumAndWeak(pulses.gain(0, basis, slots, counts), pulses.gain(1, basis, slots, counts),
                pulses.gain(2, basis, slots, counts).gain());
    }
}
