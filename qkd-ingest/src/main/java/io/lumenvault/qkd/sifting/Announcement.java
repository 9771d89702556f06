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
 * @param bases basis of each click, 0 = X, 1 = Z, or the direction along which Bob measured, or his basis and twice the intensity that he sent
 */
public record Announcement(long firstSlot, int slots, int[] offsets, byte[] bases) {
    /** More than detectors give in a stretch of light; what is not authenticated yet must not fill the memory. */
    private static final int MOST_CLICKS = 1 << 23;

    /** The announcement of what the receiver registered. */
    public static Announcement of(DetectionFrame frame) {
        int[] offsets = Arrays.copyOf(frame.offsets(), frame.count());
        byte[] bases = new byte[offsets.length];
        for (int i = 0; i < bases.length; i++) {
            bases[i] = (byte) frame.basis(i);
        }
        return new Announcement(frame.firstSlot(), frame.slots(), offsets, bases);
    }

    /**
     * Slot (8 bytes), slots (4), clicks (4), bases packed, gaps as variable-length integers of 7 bits a byte. Of bases of several bits the
     * lower ones come first.
     *
     * @param table says how many bits a basis has
     */
    public byte[] toBytes(SiftingTable table) {
        ByteBuffer head = ByteBuffer.allocate(16 + table.basisBits() * packedBytes(offsets.length) + 5 * offsets.length);
        head.putLong(firstSlot).putInt(slots).putInt(offsets.length);
        for (int bit = 0; bit < table.basisBits(); bit++) {
            head.put(Flags.pack(bases, bit));
        }
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

    private static int packedBytes(int flags) {
        return (flags + 7) / 8;
    }

    /**
     * Reads an announcement.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    public static Announcement fromBytes(byte[] bytes, SiftingTable table) {
        if (bytes.length < 16) {
            throw new IllegalArgumentException("announcement of " + bytes.length + " bytes is too short");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long firstSlot = in.getLong();
        int slots = in.getInt();
        int count = in.getInt();
        if (slots < 0 || count < 0 || count > Math.min(slots, MOST_CLICKS) || in.remaining() < count + table.basisBits() * ((count + 7L) / 8)) {
            throw new IllegalArgumentException(count + " clicks in " + slots + " slots do not fit " + bytes.length + " bytes");
        }
        byte[] bases = new byte[count];
        for (int bit = 0; bit < table.basisBits(); bit++) {
            byte[] packed = new byte[packedBytes(count)];
            in.get(packed);
            Flags.unpack(packed, bases, bit);
        }
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
        return new Announcement(firstSlot, slots, offsets, bases);
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
