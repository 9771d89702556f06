package io.lumenvault.qkd.protocol.mdi;

import io.lumenvault.qkd.link.DetectionFrame;
import io.lumenvault.qkd.link.LightDetector;
import io.lumenvault.qkd.link.LightFrame;
import io.lumenvault.qkd.link.LightSource;
import io.lumenvault.qkd.link.Preparation;
import java.util.Arrays;

/**
 * Bob's end: he sends too. Where the relay announces a Bell state he turns his bit so that it should be Alice's, and has then, for
 * distillation, what a receiver would have: a basis, which is here the basis and twice the intensity that he sent, and a bit.
 */
public final class BobsStation implements LightDetector {
    private final LightSource source;
    private final Relay relay;

    /**
     * @param source his pulses, with his arm of the fibre
     * @param relay where they meet Alice's
     */
    public BobsStation(LightSource source, Relay relay) {
        this.source = source;
        this.relay = relay;
    }

    @Override
    public DetectionFrame detect(LightFrame alice) {
        LightSource.Emission own = source.emit(alice.slots(), null);
        LightFrame light = own.light();
        // His slots are numbered as hers, which they meet.
        Relay.Announced announced = relay.announce(alice, new LightFrame(alice.firstSlot(), light.slots(), light.count(), light.offsets(), light.pulses()));
        byte[] outcomes = own.preparation().choices(announced.offsets());
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] ^= (byte) (announced.states()[i].flip(Preparation.basis(outcomes[i])) << 1);
        }
        own.preparation().wipe();
        Arrays.fill(light.pulses(), (byte) 0);
        return new DetectionFrame(alice.firstSlot(), alice.slots(), outcomes.length, announced.offsets(), outcomes);
    }
}
