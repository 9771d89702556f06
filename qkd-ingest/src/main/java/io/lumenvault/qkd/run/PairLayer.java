package io.lumenvault.qkd.run;

import io.lumenvault.qkd.link.DetectionFrame;
import io.lumenvault.qkd.link.Preparation;
import io.lumenvault.qkd.protocol.LinkConditions;
import io.lumenvault.qkd.protocol.Sampling;
import io.lumenvault.qkd.protocol.entangled.Bbm92;
import io.lumenvault.qkd.random.SecureBits;
import java.util.Arrays;
import java.util.function.DoubleFunction;

/**
 * Entangled pairs from a source in the middle: the slots in which both ends see something, drawn from the law of BBM92
 * ({@link Bbm92#outcomes}) event by event. Clicks of one end alone are left out: Alice would answer that she saw nothing.
 */
public final class PairLayer implements QuantumLayer {
    private final Bbm92 protocol;
    private final DoubleFunction<LinkConditions> link;
    private final SecureBits bits = new SecureBits();
    private long firstSlot;

    /**
     * @param protocol the source and the choice of bases
     * @param link the link at a time in seconds since the light went on
     */
    public PairLayer(Bbm92 protocol, DoubleFunction<LinkConditions> link) {
        this.protocol = protocol;
        this.link = link;
    }

    @Override
    public Stretch next(int slots, double time) {
        // The gaps between coincidences have no memory, so each stretch may begin anew.
        Sampling sampling = new Sampling(protocol.outcomes(link.apply(time)), bits.nextLong());
        int[] offsets = new int[1024];
        byte[] alice = new byte[offsets.length];
        byte[] bob = new byte[offsets.length];
        int count = 0;
        for (long slot = sampling.next(); slot < slots; slot = sampling.next()) {
            if (count == offsets.length) {
                offsets = Arrays.copyOf(offsets, 2 * count);
                alice = grown(alice);
                bob = grown(bob);
            }
            offsets[count] = (int) slot;
            measure(sampling.outcome(), alice, bob, count++);
        }
        Stretch stretch = new Stretch(Preparation.measured(new DetectionFrame(firstSlot, slots, count, offsets, alice)),
                new DetectionFrame(firstSlot, slots, count, offsets.clone(), bob));
        firstSlot += slots;
        return stretch;
    }

    private static byte[] grown(byte[] bytes) {
        byte[] longer = Arrays.copyOf(bytes, 2 * bytes.length);
        Arrays.fill(bytes, (byte) 0);
        return longer;
    }

    /** Basis (bit 0) and bit (bit 1) of each end; where the bases differ their bits have nothing to do with each other. */
    private void measure(int outcome, byte[] alice, byte[] bob, int at) {
        int word = bits.nextInt();
        int bit = word & 1;
        if (outcome == Bbm92.DIFFERENT) {
            int basis = word >> 1 & 1;
            alice[at] = (byte) (basis | bit << 1);
            bob[at] = (byte) (1 - basis | (word >> 2 & 1) << 1);
        } else {
            int basis = outcome >> 1;
            alice[at] = (byte) (basis | bit << 1);
            bob[at] = (byte) (basis | (bit ^ outcome & 1) << 1);
        }
    }
}
