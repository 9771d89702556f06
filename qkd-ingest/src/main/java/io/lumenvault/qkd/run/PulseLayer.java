package io.lumenvault.qkd.run;

import io.lumenvault.qkd.link.DetectorParameters;
import io.lumenvault.qkd.link.Eavesdropper;
import io.lumenvault.qkd.link.LightSource;
import io.lumenvault.qkd.link.Receiver;
import io.lumenvault.qkd.link.SourceParameters;
import io.lumenvault.qkd.link.Transmitter;
import io.lumenvault.qkd.random.SecureBits;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/** Weak pulses from Alice to Bob. */
public final class PulseLayer implements QuantumLayer {
    private final Transmitter transmitter;
    private final Receiver receiver;
    private final DoubleFunction<Eavesdropper> eve;
    private final DoubleUnaryOperator misalignment;

    /**
     * @param source Alice's pulses
     * @param transmittance of the fibre
     * @param detector Bob's receiver, with all noise of the channel in its dark counts
     * @param eve who is on the channel at a time in seconds since the light went on, or null
     * @param misalignment e_d at a time in seconds since the light went on
     */
    public PulseLayer(SourceParameters source, double transmittance, DetectorParameters detector, DoubleFunction<Eavesdropper> eve,
                      DoubleUnaryOperator misalignment) {
        SecureBits seeds = new SecureBits();
        this.transmitter = new Transmitter(source, transmittance, detector.photonDetectionProbability(), seeds.nextLong());
        this.receiver = new Receiver(detector, source.keyBasisProbability(), source.clockHz(), seeds.nextLong());
        this.eve = eve;
        this.misalignment = misalignment;
    }

    @Override
    public Stretch next(int slots, double time) {
        LightSource.Emission emission = transmitter.emit(slots, eve.apply(time));
        receiver.misaligned(misalignment.applyAsDouble(time));
        return new Stretch(emission.preparation(), receiver.detect(emission.light()));
    }
}
