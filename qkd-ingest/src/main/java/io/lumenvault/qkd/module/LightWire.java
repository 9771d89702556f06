package io.lumenvault.qkd.module;

import io.lumenvault.qkd.link.LightFrame;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * The form of light on the quantum connection: first slot (8 bytes), slots (4), pulses (4), bytes that follow (4), then
 * for each pulse its gap as a variable-length integer and its state.
 */
final class LightWire {
    private static final int MAX_PULSES = 1 << 26;
    /** Of the last seven bits of a gap, which is below 2^31. */
    private static final int MOST_SHIFT = 28;

    private LightWire() {
    }

    static void write(DataOutputStream out, LightFrame light) throws IOException {
        byte[] body = new byte[light.count() * 6];
        int at = 0;
        int previous = -1;
        for (int i = 0; i < light.count(); i++) {
            int gap = light.offsets()[i] - previous - 1;
            previous = light.offsets()[i];
            for (; gap > 0x7F; gap >>>= 7) {
                body[at++] = (byte) (gap & 0x7F | 0x80);
            }
            body[at++] = (byte) gap;
            body[at++] = light.pulses()[i];
        }
        out.writeLong(light.firstSlot());
        out.writeInt(light.slots());
        out.writeInt(light.count());
        out.writeInt(at);
        out.write(body, 0, at);
        out.flush();
        Arrays.fill(body, 0, at, (byte) 0);
    }

    static LightFrame read(DataInputStream in) throws IOException {
        long firstSlot = in.readLong();
        int slots = in.readInt();
        int count = in.readInt();
        int length = in.readInt();
        if (slots < 0 || count < 0 || count > Math.min(slots, MAX_PULSES) || length < 2L * count || length > 6L * count) {
            throw new IOException("the quantum channel carries something that is not light");
        }
        byte[] body = in.readNBytes(length);
        int[] offsets = new int[count];
        byte[] pulses = new byte[count];
        int at = 0;
        long slot = -1;
        try {
            for (int i = 0; i < count; i++) {
                long gap = 0;
                int shift = 0;
                for (; body[at] < 0; shift += 7) {
                    gap |= (body[at++] & 0x7FL) << shift;
                }
                gap |= (long) body[at++] << shift;
                slot += 1 + gap;
                if (shift > MOST_SHIFT || slot >= slots) {
                    throw new IOException("light on the quantum channel stands beyond the " + slots + " slots of its stretch");
                }
                offsets[i] = (int) slot;
                pulses[i] = body[at++];
            }
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new IOException("the light on the quantum channel ends too early");
        }
        return new LightFrame(firstSlot, slots, count, offsets, pulses);
    }
}
