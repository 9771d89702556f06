package io.lumenvault.qkd.run;

import io.lumenvault.qkd.link.LightDetector;
import io.lumenvault.qkd.link.LightSource;
import io.lumenvault.qkd.protocol.LinkConditions;
import io.lumenvault.qkd.protocol.entangled.PairDetector;
import io.lumenvault.qkd.protocol.entangled.PairEmitter;
import io.lumenvault.qkd.protocol.entangled.PairProtocol;
import java.util.function.DoubleFunction;

/** Entangled pairs from a source in the middle, of which both ends measure a photon. */
public final class PairLayer implements QuantumLayer {
    private final DoubleFunction<LinkConditions> link;
    private final LightSource source;
    private final LightDetector bob;
    private LinkConditions now;

    /**
     * @param protocol the source and the directions
     * @param link the link at a time in seconds since the light went on
     */
    public PairLayer(PairProtocol protocol, DoubleFunction<LinkConditions> link) {
        this.link = link;
        this.source = new PairEmitter(protocol, () -> now);
        this.bob = new PairDetector(protocol);
    }

    @Override
    public Stretch next(int slots, double time) {
        now = link.apply(time);
        LightSource.Emission emission = source.emit(slots, null);
        return new Stretch(emission.preparation(), bob.detect(emission.light()));
    }
}
