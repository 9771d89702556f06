package io.lumenvault.qkd.sifting;

/** Small values of one byte each, packed to bits for the channel. */
final class Flags {
    private Flags() {
    }

    /** Bit 0 of each byte, least significant bit first. */
    static byte[] pack(byte[] flags) {
        byte[] packed = new byte[(flags.length + 7) / 8];
        for (int i = 0; i < flags.length; i++) {
            packed[i >> 3] |= (byte) ((flags[i] & 1) << (i & 7));
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
