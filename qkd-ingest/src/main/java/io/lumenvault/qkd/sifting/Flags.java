package io.lumenvault.qkd.sifting;

/** Small values of one byte each, packed to bits for the channel. */
final class Flags {
    private Flags() {
    }

    /** Bit 0 of each byte, least significant bit first. */
    static byte[] pack(byte[] flags) {
        byte[] packed = new byte[(flags.length + 7) / 8];
        int whole = flags.length / 8;
        for (int b = 0; b < whole; b++) {
            int i = 8 * b;
            packed[b] = (byte) (flags[i] & 1 | (flags[i + 1] & 1) << 1 | (flags[i + 2] & 1) << 2 | (flags[i + 3] & 1) << 3
                    | (flags[i + 4] & 1) << 4 | (flags[i + 5] & 1) << 5 | (flags[i + 6] & 1) << 6 | (flags[i + 7] & 1) << 7);
        }
        for (int i = 8 * whole; i < flags.length; i++) {
            packed[whole] |= (byte) ((flags[i] & 1) << (i & 7));
        }
        return packed;
    }

    static byte[] unpack(byte[] packed, int count) {
        byte[] flags = new byte[count];
        for (int i = 0; i < count; i++) {
            flags[i] = (byte) (packed[i >> 3] >> (i & 7) & 1);
        }
        return flags;
    }
}
