package io.lumenvault.qkd.protocol.entangled;

import io.lumenvault.qkd.link.DetectionFrame;
import io.lumenvault.qkd.link.LightDetector;
import io.lumenvault.qkd.link.LightFrame;
import io.lumenvault.qkd.random.SecureBits;
import io.lumenvault.qkd.random.Xoshiro256;

/** Bob's receiver of pairs: he chooses a direction for each photon. Loss and noise are in the light ({@link PairEmitter}). */
public final class PairDetector implements LightDetector {
    private final Analyser analyser;
    private final SecureBits choices = new SecureBits();
    private final Xoshiro256 physics = new Xoshiro256(choices.nextLong());

    public PairDetector(PairProtocol protocol) {
        this.analyser = protocol.bob();
    }

    @Override
    public DetectionFrame detect(LightFrame light) {
        byte[] outcomes = new byte[light.count()];
        for (int i = 0; i < outcomes.length; i++) {
            Analyser.Setting setting = analyser.choose(choices);
            outcomes[i] = setting.click(Polarisation.measure(light.pulses()[i], setting.direction(), physics.nextDouble()));
        }
        return new DetectionFrame(light.firstSlot(), light.slots(), light.count(), light.offsets().clone(), outcomes);
    }
}
