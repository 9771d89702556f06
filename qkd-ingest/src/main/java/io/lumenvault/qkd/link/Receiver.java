package io.lumenvault.qkd.link;

import io.lumenvault.qkd.random.Xoshiro256;
import java.util.Arrays;

/**
 * Bob's receiver. In each gate he chooses his basis; light, dark counts and afterpulses make his two detectors click.
 * A double click gives a random bit and is never thrown away (basis independence of the detection probability);
 * after a click both detectors are dead together. For one thread.
 */
public final class Receiver implements LightDetector {
    private static final long NEVER = Long.MAX_VALUE;
    private static final int NOISE_AT_FIRST = 16;

    private final DetectorParameters detector;
    private final PulseAnalyser analyser;
    private final Xoshiro256 physics;
    private final long deadSlots;
    private final double afterpulseMeanSlots;
    private final double darkScale;
    private final double darkBoth;
    private final double afterpulseScale;

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
        this.physics = new Xoshiro256(physicsSeed);
        this.analyser = new PulseAnalyser(keyBasisProbability, detector.misalignment(), physics.nextLong());
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
        analyser.misaligned(probability);
    }

    @Override
    public DetectionFrame detect(LightFrame light) {
        Stretch stretch = new Stretch(light, analyser.measure(light));
        while (true) {
            long noise = Math.min(nextDark, afterpulse) - light.firstSlot();
            if (lightAlone(stretch, (int) Math.min(noise, light.slots()))) {
                continue;
            }
            if (noise >= light.slots()) {
                return stretch.end();
            }
            withNoise(stretch, (int) noise);
        }
    }

    /**
     * Clicks by the pulses before a slot, when nothing else is due. Whether a pulse falls into the dead time is reckoned with, not
     * branched on.
     *
     * @return whether it ended before that, with an afterpulse to come
     */
    private boolean lightAlone(Stretch stretch, int end) {
        int[] lit = stretch.light.offsets();
        byte[] measured = stretch.measured;
        int[] offsets = stretch.offsets;
        byte[] outcomes = stretch.outcomes;
        long first = stretch.light.firstSlot();
        int stop = stretch.cursorAt(end);
        int cursor = stretch.cursor;
        int clicks = stretch.clicks;
        long dead = deadUntil - first;
        long rest = 1 + deadSlots;
        long last = clicks + clicksUntilAfterpulse;
        while (cursor < stop && clicks <= last) {
            // So many pulses cannot give more clicks than are left.
            for (int until = (int) Math.min(stop, cursor + last + 1 - clicks); cursor < until; cursor++) {
                int offset = lit[cursor];
                offsets[clicks] = offset;
                outcomes[clicks] = outcome(measured[cursor]);
                long alive = dead - 1 - offset >>> Long.SIZE - 1;
                clicks += (int) alive;
                dead += -alive & offset + rest - dead;
            }
        }
        stretch.cursor = cursor;
        stretch.clicks = clicks;
        deadUntil = first + dead;
        clicksUntilAfterpulse = last - clicks;
        if (clicks <= last) {
            return false;
        }
        scheduleAfterpulse(fired(measured[cursor - 1]));
        return true;
    }

    /** A slot in which a dark count or an afterpulse is due, and perhaps light comes. */
    private void withNoise(Stretch stretch, int offset) {
        long slot = stretch.light.firstSlot() + offset;
        int light = stretch.measuredAt(offset);
        int noise = noise(slot);
        if (slot < deadUntil) {
            return;
        }
        byte measurement = light < 0 ? analyser.noted(analyser.basis(), noise) : analyser.noted(light & 1, fired(light) | noise);
        stretch.click(offset, outcome(measurement));
        deadUntil = slot + 1 + deadSlots;
        if (clicksUntilAfterpulse-- == 0) {
            scheduleAfterpulse(fired(measurement));
        }
    }

    /** What Bob notes of a measurement: his basis and the bit. */
    private static byte outcome(byte measurement) {
        return (byte) (measurement & 1 | measurement >> 2 & 2);
    }

    /** The detectors that fired. */
    private static int fired(int measurement) {
        return measurement >> 1 & 3;
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

    /** After the click that has just made the detectors dead, an afterpulse in the one that fired. */
    private void scheduleAfterpulse(int fired) {
        clicksUntilAfterpulse = physics.nextGap(afterpulseScale);
        long due = deadUntil + (long) (physics.nextExponential() * afterpulseMeanSlots);
        if (due < afterpulse) {
            afterpulse = due;
            afterpulseMask = fired == 3 ? 1 + physics.nextInt(2) : fired;
        }
    }

    private long gap() {
        return physics.nextGap(darkScale);
    }

    /** How far a stretch of light has been detected. */
    private static final class Stretch {
        private final LightFrame light;
        private final byte[] measured;
        private int[] offsets;
        private byte[] outcomes;
        private int cursor;
        private int clicks;

        Stretch(LightFrame light, byte[] measured) {
            this.light = light;
            this.measured = measured;
            this.offsets = new int[measured.length + NOISE_AT_FIRST];
            this.outcomes = new byte[offsets.length];
        }

        /** The first pulse that is not done with and does not come before a slot. */
        int cursorAt(int offset) {
            int found = Arrays.binarySearch(light.offsets(), cursor, measured.length, offset);
            return found < 0 ? -1 - found : found;
        }

        /** The measurement of the light in a slot, which is then done with; -1 where there is none. */
        int measuredAt(int offset) {
            return cursor < measured.length && light.offsets()[cursor] == offset ? measured[cursor++] : -1;
        }

        /** A click, after which there is still room for one of each pulse to come. */
        void click(int offset, byte outcome) {
            if (clicks + measured.length - cursor >= offsets.length) {
                offsets = Arrays.copyOf(offsets, offsets.length * 2);
                outcomes = Arrays.copyOf(outcomes, offsets.length);
            }
            offsets[clicks] = offset;
            outcomes[clicks++] = outcome;
        }

        DetectionFrame end() {
            Arrays.fill(measured, (byte) 0);
            return new DetectionFrame(light.firstSlot(), light.slots(), clicks, offsets, outcomes);
        }
    }
}
