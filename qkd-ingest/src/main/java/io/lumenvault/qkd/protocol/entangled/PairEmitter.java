package io.lumenvault.qkd.protocol.entangled;

import io.lumenvault.qkd.keyrate.EntangledPairs;
import io.lumenvault.qkd.link.DetectionFrame;
import io.lumenvault.qkd.link.Eavesdropper;
import io.lumenvault.qkd.link.LightFrame;
import io.lumenvault.qkd.link.LightSource;
import io.lumenvault.qkd.link.Preparation;
import io.lumenvault.qkd.protocol.LinkConditions;
import io.lumenvault.qkd.random.SecureBits;
import io.lumenvault.qkd.random.Xoshiro256;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Entangled pairs from a source in the middle, and Alice's receiver: the slots in which both ends see something, event by
 * event. Her measurement leaves Bob's photon in the state that she saw, turned to the other bit with the error rate of the link,
 * which is what noise does to a Werner state. Clicks of one end alone are left out: Alice would answer that she saw nothing.
 */
public final class PairEmitter implements LightSource {
    private final PairProtocol protocol;
    private final Supplier<LinkConditions> link;
    private final SecureBits choices = new SecureBits();
    private final Xoshiro256 physics = new Xoshiro256(choices.nextLong());
    private long firstSlot;

    /**
     * @param protocol the source and the directions
     * @param link the link as it is now
     */
    public PairEmitter(PairProtocol protocol, Supplier<LinkConditions> link) {
        this.protocol = protocol;
        this.link = link;
    }

    @Override
    public Emission emit(int slots, Eavesdropper eve) {
        EntangledPairs pairs = protocol.coincidences(link.get());
        // The gaps between coincidences have no memory, so each stretch may begin anew.
        double gapScale = Xoshiro256.gapScale(pairs.gain());
        int[] offsets = new int[(int) Math.min(slots, 16 + (long) (1.1 * slots * pairs.gain()))];
        int count = 0;
        for (long slot = physics.nextGap(gapScale); slot < slots; slot += 1 + physics.nextGap(gapScale)) {
            if (count == offsets.length) {
                offsets = Arrays.copyOf(offsets, count + count / 2 + 16);
            }
            offsets[count++] = (int) slot;
        }
        byte[] seen = new byte[count];
        byte[] states = new byte[count];
        for (int i = 0; i < count; i++) {
            Analyser.Setting setting = protocol.alice().choose(choices);
            int bit = choices.nextInt() & 1;
            seen[i] = setting.click(bit);
            states[i] = Polarisation.of(setting.direction(), physics.nextDouble() < pairs.errorRate() ? 1 - bit : bit);
        }
        LightFrame light = new LightFrame(firstSlot, slots, count, offsets, states);
        if (eve != null) {
            eve.attack(light);
        }
        Preparation record = Preparation.measured(new DetectionFrame(firstSlot, slots, count, offsets, seen));
        firstSlot += slots;
        return new Emission(light, record);
    }
}
