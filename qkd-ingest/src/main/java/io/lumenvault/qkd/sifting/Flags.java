package io.lumenvault.qkd.sifting;

/** Small values of one byte each, packed to bits for the channel. */
final class Flags {
    private Flags() {
    }

    /** One bit of each byte, least significant bit first. */
    static byte[] pack(byte[] flags, int bit) {
        byte[] packed = new byte[(flags.length + 7) / 8];
        int whole = flags.length / 8;
        for (int b = 0; b < whole; b++) {
            int i = 8 * b;
            packed[b] = (byte) (flags[i] >> bit & 1 | (flags[i + 1] >> bit & 1) << 1 | (flags[i + 2] >> bit & 1) << 2
                    | (flags[i + 3] >> bit & 1) << 3 | (flags[i + 4] >> bit & 1) << 4 | (flags[i + 5] >> bit & 1) << 5
                    | (flags[i + 6] >> bit & 1) << 6 | (flags[i + 7] >> bit & 1) << 7);
        }
        for (int i = 8 * whole; i < flags.length; i++) {
            packed[whole] |= (byte) ((flags[i] >> bit & 1) << (i & 7));
        }
        return packed;
    }

    /** Sets that bit of each of the bytes. */
    static void unpack(byte[] packed, byte[] flags, int bit) {
        for (int i = 0; i < flags.length; i++) {
            flags[i] |= (byte) ((packed[i >> 3] >> (i & 7) & 1) << bit);
        }
    }
}
