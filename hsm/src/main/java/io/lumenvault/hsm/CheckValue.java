package io.lumenvault.hsm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The key check value of an AES key: the first five bytes of AES-CMAC (NIST SP 800-38B) over a block of zeros, as ANSI X9.24-1
 * annex A has it for AES. Two tokens that show the same value hold the same key. The encrypted zero block itself, the older check
 * value, is no choice: it begins the hash subkey of GCM.
 */
final class CheckValue {

    private static final int BLOCK_BYTES = 16;
    private static final int SHOWN_BYTES = 5;

    /** R of a 128-bit block (SP 800-38B clause 5.3). */
    private static final int R = 0x87;

    private CheckValue() {
    }

    /** @param session used by one thread; the token offers CKM_AES_ECB */
    static String of(NativeSession session, long key) {
        try (Arena arena = Arena.ofConfined()) {
            return of(session, Mechanism.CKM_AES_ECB.write(arena), key);
        }
    }

    private static String of(NativeSession session, MemorySegment blockCipher, long key) {
        byte[] subkey = encrypted(session, blockCipher, key, new byte[BLOCK_BYTES]);
        int carry = subkey[0] >> 7 & R;
        for (int i = 0; i < BLOCK_BYTES; i++) {
            int next = i + 1 < BLOCK_BYTES ? subkey[i + 1] >> 7 & 1 : 0;
            subkey[i] = (byte) (subkey[i] << 1 | next);
        }
        subkey[BLOCK_BYTES - 1] ^= (byte) carry;
        // The one block is complete and all zeros, so what is encrypted is the subkey K1 itself.
        byte[] mac = encrypted(session, blockCipher, key, subkey);
        Arrays.fill(subkey, (byte) 0);
        return HexFormat.of().withUpperCase().formatHex(mac, 0, SHOWN_BYTES);
    }

    private static byte[] encrypted(NativeSession session, MemorySegment blockCipher, long key, byte[] block) {
        byte[] answer = new byte[BLOCK_BYTES];
        session.run(NativeSession.Operation.ENCRYPT, blockCipher, key, block, 0, BLOCK_BYTES, answer, 0);
        return answer;
    }
}
