package io.lumenvault.qkd.link;

import java.util.Arrays;

/**
 * Alice's record of what she prepared in a stretch of slots, to be asked once, for the slots that Bob announces.
 * A choice is a byte: bit 0 the basis (0 = X, 1 = Z), bit 1 the bit, bits 2 and 3 the intensity (0 = mu1). Or, where pairs of photons
 * are measured by both ends, of what she saw: bits 2 and 3 are then the direction, where it is more than a basis, and bit 4 stands
 * for nothing, in most slots.
 * Whether light survived in a slot is not visible through it.
 */
public final class Preparation {
    /** A choice of an end that measures: it saw nothing in the slot. */
    static final byte NOTHING = 1 << 4;

    /** What the slots hold from which no light arrived. */
    @FunctionalInterface
    interface Dark {
        /** The choice made in the next of them. */
        byte choose();
    }

    private final LightFrame light;
    private final byte[] intensities;
    private final Dark dark;

    Preparation(LightFrame light, byte[] intensities, Dark dark) {
        this.light = light;
        this.intensities = intensities;
        this.dark = dark;
    }

    /**
     * Of an end that did not prepare but measured: her detections.
     *
     * @param measured her clicks; the bytes are taken, not copied
     */
    public static Preparation measured(DetectionFrame measured) {
        LightFrame clicks = new LightFrame(measured.firstSlot(), measured.slots(), measured.count(), measured.offsets(), measured.outcomes());
        byte[] labels = new byte[measured.count()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) label(measured.outcomes()[i]);
        }
        return new Preparation(clicks, labels, () -> NOTHING);
    }

    public long firstSlot() {
        return light.firstSlot();
    }

    public int slots() {
        return light.slots();
    }

    /**
     * The choices made in the given slots.
     *
     * @param offsets slots less {@link #firstSlot()}, strictly ascending
     * @throws IllegalArgumentException if a slot is out of range or out of order
     */
    public byte[] choices(int[] offsets) {
        byte[] choices = new byte[offsets.length];
        int[] lit = Arrays.copyOf(light.offsets(), light.count() + 1);
        lit[light.count()] = Integer.MAX_VALUE;
        byte[] pulses = light.pulses();
        int cursor = 0;
        int previous = -1;
        for (int i = 0; i < offsets.length; i++) {
            int slot = offsets[i];
            if (slot <= previous || slot >= light.slots()) {
                throw new IllegalArgumentException("slot " + slot + " after slot " + previous + "; slots ascend and are below "
                        + light.slots());
            }
            previous = slot;
            while (lit[cursor] < slot) {
                cursor++;
            }
            choices[i] = lit[cursor] == slot ? (byte) (pulses[cursor] & 3 | intensities[cursor] << 2) : dark.choose();
        }
        return choices;
    }

    public static int basis(byte choice) {
        return choice & 1;
    }

    public static int bit(byte choice) {
        return choice >> 1 & 1;
    }

    /** Its intensity, or the direction along which she measured. */
    public static int label(byte choice) {
        return choice >> 2 & 3;
    }

    /** Forgets the bits when the stretch is sifted. */
    public void wipe() {
        Arrays.fill(light.pulses(), (byte) 0);
        Arrays.fill(intensities, (byte) 0);
    }
}
