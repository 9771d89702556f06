package io.lumenvault.qkd.run;

import io.lumenvault.qkd.link.Eavesdropper;
import io.lumenvault.qkd.link.LightDetector;
import io.lumenvault.qkd.link.LightSource;
import io.lumenvault.qkd.link.SourceParameters;
import io.lumenvault.qkd.link.Transmitter;
import io.lumenvault.qkd.protocol.LinkConditions;
import io.lumenvault.qkd.protocol.mdi.BellRelay;
import io.lumenvault.qkd.protocol.mdi.BobsStation;
import io.lumenvault.qkd.protocol.mdi.LyingRelay;
import io.lumenvault.qkd.random.SecureBits;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/** Weak pulses from both ends to a relay in the middle, which announces Bell states. */
public final class RelayLayer implements QuantumLayer {
    private final LightSource alice;
    private final LightDetector bob;
    private final BellRelay relay;
    private final LyingRelay announcing;
    private final DoubleFunction<Eavesdropper> eve;
    private final DoubleUnaryOperator lies;
    private final DoubleUnaryOperator misalignment;

    /**
     * @param source pulses of either end
     * @param link fibre and detectors of the relay; its misalignment is not looked at
     * @param lies in what share of its announcements the relay names the other Bell state, at a time in seconds since the light went on
     * @param eve who is on Alice's arm then, or null
     * @param misalignment e_d then
     */
    public RelayLayer(SourceParameters source, LinkConditions link, DoubleUnaryOperator lies, DoubleFunction<Eavesdropper> eve,
                      DoubleUnaryOperator misalignment) {
        SecureBits seeds = new SecureBits();
        double arm = Math.sqrt(link.transmittance());
        double detection = link.detector().photonDetectionProbability();
        this.alice = new Transmitter(source, arm, detection, seeds.nextLong());
        this.relay = new BellRelay(link.dark(), link.detector().misalignment(), link.deadSlots(), seeds.nextLong());
        this.announcing = new LyingRelay(relay, seeds.nextLong());
        this.bob = new BobsStation(new Transmitter(source, arm, detection, seeds.nextLong()), announcing);
        this.lies = lies;
        this.eve = eve;
        this.misalignment = misalignment;
    }

    @Override
    public Stretch next(int slots, double time) {
        LightSource.Emission emission = alice.emit(slots, eve.apply(time));
        announcing.lies(lies.applyAsDouble(time));
        relay.misaligned(misalignment.applyAsDouble(time));
        return new Stretch(emission.preparation(), bob.detect(emission.light()));
    }
}
