package io.lumenvault.qkd.protocol.mdi;

import io.lumenvault.qkd.link.LightFrame;
import io.lumenvault.qkd.link.Range;
import io.lumenvault.qkd.random.Xoshiro256;
import java.util.Arrays;

/**
 * A relay that does its work: the light of both ends meets at a beam splitter ({@link Interference}), and four detectors, with dark
 * counts, look at it; after a click of any of them all are dead together. Afterpulses are left out. The polarisations of the two arms
 * agree but for a probability e_d that a pulse of Bob arrives with the other bit. For one thread.
 */
public final class BellRelay implements Relay {
    private final double dark;
    private final double anyDark;
    private final double darkScale;
    private final long deadSlots;
    private final Xoshiro256 physics;
    private final Interference interference = new Interference();
    private double misaligned;
    private long nextDark;
    private long deadUntil;

    /**
     * @param dark dark count probability of one detector in one slot
     * @param misalignment e_d
     * @param deadSlots slots for which the detectors are dead after a click
     * @param physicsSeed seed of what nature decides
     */
    public BellRelay(double dark, double misalignment, long deadSlots, long physicsSeed) {
        Range.check("dark count probability", dark, 0, 0.5);
        if (deadSlots < 0) {
            throw new IllegalArgumentException(deadSlots + " dead slots; allowed is 0 or more");
        }
        misaligned(misalignment);
        this.dark = dark;
        this.anyDark = 1 - Math.pow(1 - dark, Interference.DETECTORS);
        this.darkScale = Xoshiro256.gapScale(anyDark);
        this.deadSlots = deadSlots;
        this.physics = new Xoshiro256(physicsSeed);
        this.nextDark = physics.nextGap(darkScale);
    }

    /** Sets e_d from now on: the arms have turned against each other. */
    public void misaligned(double probability) {
        Range.check("misalignment", probability, 0, 1);
        misaligned = probability;
    }

    @Override
    public Announced announce(LightFrame alice, LightFrame bob) {
        if (alice.firstSlot() != bob.firstSlot() || alice.slots() != bob.slots()) {
            throw new IllegalArgumentException("light of Alice from slot " + alice.firstSlot() + " and of Bob from slot " + bob.firstSlot()
                    + " do not meet");
        }
        long first = alice.firstSlot();
        if (nextDark < first) {
            // Slots were left out; the dark counts have no memory of them.
            nextDark = first + physics.nextGap(darkScale);
        }
        int[] offsets = new int[16];
        BellState[] states = new BellState[offsets.length];
        int count = 0;
        int a = 0;
        int b = 0;
        while (true) {
            a = live(alice, a);
            b = live(bob, b);
            while (nextDark < deadUntil) {
                nextDark += 1 + physics.nextGap(darkScale);
            }
            int ofAlice = a < alice.count() ? alice.offsets()[a] : Integer.MAX_VALUE;
            int ofBob = b < bob.count() ? bob.offsets()[b] : Integer.MAX_VALUE;
            long slot = Math.min(nextDark - first, Math.min(ofAlice, ofBob));
            if (slot >= alice.slots()) {
                break;
            }
            // At least one detector fires: no slot is looked at in which nothing arrives.
            deadUntil = first + slot + 1 + deadSlots;
            int photonsOfAlice = ofAlice == slot ? LightFrame.photons(alice.pulses()[a]) : 0;
            int photonsOfBob = ofBob == slot ? LightFrame.photons(bob.pulses()[b]) : 0;
            int noise = nextDark - first == slot ? darkCounts() : 0;
            if (noise == 0 && photonsOfAlice + photonsOfBob == 1) {
                // A single click is no Bell state.
                continue;
            }
            int fired = noise | meet(photonsOfAlice, photonsOfAlice == 0 ? 0 : alice.pulses()[a], photonsOfBob, photonsOfBob == 0 ? 0 : bob.pulses()[b]);
            BellState seen = Interference.bellState(fired);
            if (seen != null) {
                if (count == offsets.length) {
                    offsets = Arrays.copyOf(offsets, 2 * count);
                    states = Arrays.copyOf(states, 2 * count);
                }
                offsets[count] = (int) slot;
                states[count++] = seen;
            }
        }
        return new Announced(Arrays.copyOf(offsets, count), Arrays.copyOf(states, count));
    }

    /** The next pulse that meets live detectors. */
    private int live(LightFrame light, int from) {
        int at = from;
        while (at < light.count() && light.firstSlot() + light.offsets()[at] < deadUntil) {
            at++;
        }
        return at;
    }

    private int meet(int photonsOfAlice, byte alice, int photonsOfBob, byte bob) {
        int turned = physics.nextDouble() < misaligned ? 2 : 0;
        return interference.fired(photonsOfAlice, alice & 3, photonsOfBob, bob & 3 ^ turned, physics.nextDouble());
    }

    /** Detectors that fire in the dark, at least one: the first that does, and those after it as they like. */
    private int darkCounts() {
        double u = physics.nextDouble() * anyDark;
        int detector = 0;
        for (double p = dark; u >= p && detector < Interference.DETECTORS - 1; detector++) {
            u -= p;
            p *= 1 - dark;
        }
        int fired = 1 << detector;
        for (int later = detector + 1; later < Interference.DETECTORS; later++) {
            fired |= physics.nextDouble() < dark ? 1 << later : 0;
        }
        return fired;
    }
}
