package io.lumenvault.qkd.link;

import io.lumenvault.qkd.random.SecureBits;
import io.lumenvault.qkd.random.Xoshiro256;
import java.util.Arrays;

/**
 * Bob's receiver. In each gate he chooses his basis; light, dark counts and afterpulses make his two detectors click.
 * A double click gives a random bit and is never thrown away (basis independence of the detection probability);
 * after a click both detectors are dead together. For one thread.
 */
public final class Receiver implements LightDetector {
    private static final long NEVER = Long.MAX_VALUE;
    /** A probability is compared with 53 bits. */
    private static final int DROPPED_BITS = 11;
    private static final long EVEN = 1L << Long.SIZE - DROPPED_BITS - 1;
    private static final int CHOICE_BITS = 31;

    private final DetectorParameters detector;
    private final long keyBasis;
    private final SecureBits choices = new SecureBits();
    private final Xoshiro256 physics;
    private final long deadSlots;
    private final double afterpulseMeanSlots;
    private final double darkScale;
    private final double darkBoth;
    private final double afterpulseScale;

    private long misaligned;
    private long deadUntil;
    private long nextDark;
    private long afterpulse = NEVER;
    private int afterpulseMask;
    private long clicksUntilAfterpulse;

    /**
     * @param detector the device
     * @param keyBasisProbability q_X, how often Bob measures in the key basis
     * @param clockHz clock of the link, from the synchronisation channel
     * @param physicsSeed seed of what nature decides in the detectors
     */
    public Receiver(DetectorParameters detector, double keyBasisProbability, double clockHz, long physicsSeed) {
        this.detector = detector;
        misaligned(detector.misalignment());
        this.keyBasis = Choice.threshold(keyBasisProbability, CHOICE_BITS);
        this.physics = new Xoshiro256(physicsSeed);
        this.deadSlots = (long) Math.ceil(detector.deadTimeNs() * 1e-9 * clockHz - 1e-9);
        this.afterpulseMeanSlots = detector.afterpulseMeanNs() * 1e-9 * clockHz;
        double p = detector.darkCountProbability();
        double any = p * (2 - p);
        this.darkScale = Xoshiro256.gapScale(any);
        this.darkBoth = any == 0 ? 0 : p * p / any;
        this.nextDark = gap();
        this.afterpulseScale = Xoshiro256.gapScale(detector.afterpulseProbability());
        this.clicksUntilAfterpulse = physics.nextGap(afterpulseScale);
    }

    /** From now on a photon in the right basis meets the wrong detector with this probability: the channel has turned. */
    public void misaligned(double probability) {
        Range.check("misalignment", probability, 0, 1);
        misaligned = Choice.threshold(probability, Long.SIZE - DROPPED_BITS);
    }

    @Override
    public DetectionFrame detect(LightFrame light) {
        long first = light.firstSlot();
        int[] lit = light.offsets();
        byte[] pulses = light.pulses();
        int[] offsets = new int[light.count() + 16];
        byte[] outcomes = new byte[offsets.length];
        int clicks = 0;
        int cursor = 0;
        while (true) {
            long noise = Math.min(nextDark, afterpulse) - first;
            // Light alone: nothing else is due before these pulses.
            while (cursor < light.count() && lit[cursor] < noise) {
                int offset = lit[cursor];
                byte pulse = pulses[cursor++];
                if (first + offset >= deadUntil) {
                    int basis = basis();
                    int fired = measure(pulse, basis);
                    offsets[clicks] = offset;
                    outcomes[clicks++] = outcome(basis, fired);
                    click(first + offset, fired);
                    noise = afterpulse - first < noise ? afterpulse - first : noise;
                }
            }
            if (noise >= light.slots()) {
                break;
            }
            boolean both = cursor < light.count() && lit[cursor] == noise;
            if (first + noise < deadUntil) {
                cursor += both ? 1 : 0;
                noise(first + noise);
                continue;
            }
            int basis = basis();
            int fired = both ? measure(pulses[cursor++], basis) : 0;
            fired |= noise(first + noise);
            if (clicks + light.count() - cursor >= offsets.length) {
                offsets = Arrays.copyOf(offsets, offsets.length * 2);
                outcomes = Arrays.copyOf(outcomes, offsets.length);
            }
            offsets[clicks] = (int) noise;
            outcomes[clicks++] = outcome(basis, fired);
            click(first + noise, fired);
        }
        return new DetectionFrame(first, light.slots(), clicks, offsets, outcomes);
    }

    private int basis() {
        return Choice.notBelow(choices.nextInt() >>> 1, keyBasis);
    }

    /** A double click gives a random bit. */
    private byte outcome(int basis, int fired) {
        int bit = fired == 3 ? choices.nextInt() & 1 : fired >> 1;
        return (byte) (basis | bit << 1);
    }

    /** Detectors (bit 0: for bit value 0, bit 1: for bit value 1) that the photons of a pulse reach. */
    private int measure(byte pulse, int basis) {
        int fired = 0;
        long wrong = LightFrame.basis(pulse) == basis ? misaligned : EVEN;
        for (int photons = LightFrame.photons(pulse); photons > 0; photons--) {
            int flipped = 1 - Choice.notBelow(physics.nextLong() >>> DROPPED_BITS, wrong);
            fired |= 1 << (LightFrame.bit(pulse) ^ flipped);
        }
        return fired;
    }

    /** Dark counts and afterpulses due in this slot. */
    private int noise(long slot) {
        int fired = 0;
        if (nextDark == slot) {
            fired |= physics.nextDouble() < darkBoth ? 3 : 1 + physics.nextInt(2);
            nextDark = slot + 1 + gap();
        }
        if (afterpulse == slot) {
            fired |= afterpulseMask;
            afterpulse = NEVER;
        }
        return fired;
    }

    /** Starts the dead time and, with probability p_ap, schedules an afterpulse in the detector that fired. */
    private void click(long slot, int fired) {
        deadUntil = slot + 1 + deadSlots;
        if (clicksUntilAfterpulse-- == 0) {
            clicksUntilAfterpulse = physics.nextGap(afterpulseScale);
            long delay = (long) (physics.nextExponential() * afterpulseMeanSlots);
            long due = deadUntil + delay;
            if (due < afterpulse) {
                afterpulse = due;
                afterpulseMask = fired == 3 ? 1 + physics.nextInt(2) : fired;
            }
        }
    }

    private long gap() {
        return physics.nextGap(darkScale);
    }
}
