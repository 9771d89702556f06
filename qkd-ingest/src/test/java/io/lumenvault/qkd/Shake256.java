package io.lumenvault.qkd;

import java.nio.charset.StandardCharsets;

/** SHAKE256 (FIPS 202), which the vectors are made with and the JDK does not offer. */
public final class Shake256 {
    private static final int RATE = 136;
    private static final long[] ROUND = roundConstants();

    private Shake256() {
    }

    private static long[] roundConstants() {
        long[] constants = new long[24];
        int lfsr = 1;
        for (int round = 0; round < 24; round++) {
            for (int j = 0; j < 7; j++) {
                if ((lfsr & 1) != 0) {
                    constants[round] |= 1L << (1 << j) - 1;
                }
                lfsr = lfsr << 1 ^ (lfsr >> 7) * 0x171;
            }
        }
        return constants;
    }

    private static void permute(long[] a) {
        for (int round = 0; round < 24; round++) {
            long[] c = new long[5];
            for (int x = 0; x < 5; x++) {
                c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
            }
            for (int i = 0; i < 25; i++) {
                a[i] ^= c[(i + 4) % 5] ^ Long.rotateLeft(c[(i + 1) % 5], 1);
            }
            long[] b = new long[25];
            int x = 1;
            int y = 0;
            b[0] = a[0];
            for (int t = 0; t < 24; t++) {
                int nextY = (2 * x + 3 * y) % 5;
                b[y + 5 * nextY] = Long.rotateLeft(a[x + 5 * y], (t + 1) * (t + 2) / 2);
                x = y;
                y = nextY;
            }
            for (int i = 0; i < 25; i++) {
                int row = i / 5 * 5;
                a[i] = b[i] ^ ~b[row + (i + 1) % 5] & b[row + (i + 2) % 5];
            }
            a[0] ^= ROUND[round];
        }
    }

    public static byte[] hash(String ascii, int length) {
        byte[] message = ascii.getBytes(StandardCharsets.US_ASCII);
        if (message.length >= RATE) {
            throw new IllegalArgumentException("one block is enough for the vectors");
        }
        byte[] block = java.util.Arrays.copyOf(message, RATE);
        block[message.length] ^= 0x1F;
        block[RATE - 1] ^= (byte) 0x80;
        long[] state = new long[25];
        for (int i = 0; i < RATE; i++) {
            state[i >> 3] ^= (block[i] & 0xFFL) << (i & 7) * 8;
        }
        byte[] out = new byte[length];
        for (int i = 0; i < length; i++) {
            if (i % RATE == 0) {
                permute(state);
            }
            int at = i % RATE;
            out[i] = (byte) (state[at >> 3] >>> (at & 7) * 8);
        }
        return out;
    }
}
