package io.lumenvault.qkd.sifting;

import io.lumenvault.qkd.link.DetectionFrame;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Bob's announcement of a stretch: slots of the clicks, gap-coded, and his bases.
 *
 * @param firstSlot first slot of the stretch
 * @param slots length of the stretch
 * @param offsets clicked slots less firstSlot, ascending
 * @param bases basis of each click, 0 = X, 1 = Z
 */
public record Announcement(long firstSlot, int slots, int[] offsets, byte[] bases) {
    /** More than detectors give in a stretch of light; what is not authenticated yet must not fill the memory. */
    private static final int MOST_CLICKS = 1 << 23;

    /** The announcement of what the receiver registered. */
    public static Announcement of(DetectionFrame frame) {
        int[] offsets = Arrays.copyOf(frame.offsets(), frame.count());
        byte[] bases = Arrays.copyOf(frame.outcomes(), frame.count());
        for (int i = 0; i < bases.length; i++) {
            bases[i] &= 1;
        }
        return new Announcement(frame.firstSlot(), frame.slots(), offsets, bases);
    }

    /** Slot (8 bytes), slots (4), clicks (4), bases packed, gaps as variable-length integers of 7 bits a byte. */
    public byte[] toBytes() {
        ByteBuffer head = ByteBuffer.allocate(16 + (offsets.length + 7) / 8 + 5 * offsets.length);
        head.putLong(firstSlot).putInt(slots).putInt(offsets.length).put(Flags.pack(bases));
        byte[] out = head.array();
        int at = head.position();
        int previous = -1;
        for (int offset : offsets) {
            int gap = offset - previous - 1;
            previous = offset;
            for (; gap > 0x7F; gap >>>= 7) {
                out[at++] = (byte) (gap | 0x80);
            }
            out[at++] = (byte) gap;
        }
        return Arrays.copyOf(out, at);
    }

    /**
     * Reads an announcement.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    public static Announcement fromBytes(byte[] bytes) {
        if (bytes.length < 16) {
            throw new IllegalArgumentException("announcement of " + bytes.length + " bytes is too short");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long firstSlot = in.getLong();
        int slots = in.getInt();
        int count = in.getInt();
        if (slots < 0 || count < 0 || count > Math.min(slots, MOST_CLICKS) || in.remaining() < count + (count + 7L) / 8) {
            throw new IllegalArgumentException(count + " clicks in " + slots + " slots do not fit " + bytes.length + " bytes");
        }
        byte[] packed = new byte[(count + 7) / 8];
        in.get(packed);
        int[] offsets = new int[count];
        long previous = -1;
        for (int i = 0; i < count; i++) {
            previous += 1 + gap(in);
            if (previous >= slots) {
                throw new IllegalArgumentException("click in slot " + previous + " of " + slots);
            }
            offsets[i] = (int) previous;
        }
        if (in.hasRemaining()) {
            throw new IllegalArgumentException(in.remaining() + " bytes too many");
        }
        return new Announcement(firstSlot, slots, offsets, Flags.unpack(packed, count));
    }

    private static long gap(ByteBuffer in) {
        long gap = 0;
        for (int shift = 0; shift < 35 && in.hasRemaining(); shift += 7) {
            byte next = in.get();
            gap |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return gap;
            }
        }
        throw new IllegalArgumentException("unfinished gap");
    }
}
