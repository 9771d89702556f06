package io.lumenvault.server.kmip.cryptography;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** AES-XTS (IEEE 1619, NIST SP 800-38E) of one data unit: the key is both keys in a row, the IV is the tweak. */
final class Xts {

    private static final int BLOCK = 16;
    private static final int CARRY = 0x87;

    private final Cipher data;
    private final Cipher tweaks;
    private final boolean encrypts;

    private Xts(byte[] key, boolean encrypts) throws GeneralSecurityException {
        int half = key.length / 2;
        this.encrypts = encrypts;
        data = Cipher.getInstance("AES/ECB/NoPadding");
        data.init(encrypts ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE, new SecretKeySpec(key, 0, half, "AES"));
        tweaks = Cipher.getInstance("AES/ECB/NoPadding");
        tweaks.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, half, half, "AES"));
    }

    static MessageOperation of(byte[] key, SymmetricUse use) throws GeneralSecurityException {
        Paddings.requireNone(use.parameters().paddingMethod(), use.parameters().blockCipherMode());
        if (key.length != 2 * BLOCK && key.length != 4 * BLOCK) {
            throw Faults.bad("a key for XTS has " + key.length * Byte.SIZE + " bits; it must have 256 or 512, which are two AES keys");
        }
        if (sameHalves(key)) {
            throw Faults.bad("the two keys of XTS are the same");
        }
        if (use.iv().length != BLOCK) {
            throw Faults.bad("the tweak of XTS has " + use.iv().length + " bytes; it must have " + BLOCK);
        }
        Xts xts = new Xts(key, use.encrypts());
        return new HeldParts(unit -> {
            try {
                return xts.apply(unit, use.iv());
            } catch (GeneralSecurityException refused) {
                throw Faults.ofData(refused, use.encrypts() ? "encrypted" : "decrypted");
            }
        });
    }

    private static boolean sameHalves(byte[] key) {
        byte[] first = Arrays.copyOf(key, key.length / 2);
        byte[] second = Arrays.copyOfRange(key, key.length / 2, key.length);
        try {
            return MessageDigest.isEqual(first, second);
        } finally {
            Arrays.fill(first, (byte) 0);
            Arrays.fill(second, (byte) 0);
        }
    }

    private byte[] apply(byte[] unit, byte[] iv) throws GeneralSecurityException {
        if (unit.length < BLOCK) {
            throw Faults.failed("a data unit of XTS has " + unit.length + " bytes; it must have 16 or more");
        }
        byte[] tweak = tweaks.doFinal(iv);
        byte[] out = new byte[unit.length];
        int rest = unit.length % BLOCK;
        int plain = rest == 0 ? unit.length : unit.length - rest - BLOCK;
        for (int at = 0; at < plain; at += BLOCK) {
            block(unit, at, tweak, out, at);
            tweak = next(tweak);
        }
        if (rest > 0) {
            steal(unit, plain, rest, tweak, out);
        }
        return out;
    }

    /** Ciphertext stealing: the last whole block lends the short one its end. A decryption uses the two tweaks in turn. */
    private void steal(byte[] unit, int at, int rest, byte[] tweak, byte[] out) throws GeneralSecurityException {
        byte[] later = next(tweak);
        byte[] whole = new byte[BLOCK];
        block(unit, at, encrypts ? tweak : later, whole, 0);
        byte[] filled = whole.clone();
        System.arraycopy(unit, at + BLOCK, filled, 0, rest);
        block(filled, 0, encrypts ? later : tweak, out, at);
        System.arraycopy(whole, 0, out, at + BLOCK, rest);
        Arrays.fill(whole, (byte) 0);
        Arrays.fill(filled, (byte) 0);
    }

    private void block(byte[] in, int at, byte[] tweak, byte[] out, int to) throws GeneralSecurityException {
        byte[] masked = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            masked[i] = (byte) (in[at + i] ^ tweak[i]);
        }
        byte[] done = data.doFinal(masked);
        for (int i = 0; i < BLOCK; i++) {
            out[to + i] = (byte) (done[i] ^ tweak[i]);
        }
        Arrays.fill(masked, (byte) 0);
        Arrays.fill(done, (byte) 0);
    }

    /** Multiplies by the primitive element of GF(2^128), first byte lowest. */
    private static byte[] next(byte[] tweak) {
        byte[] doubled = new byte[BLOCK];
        int carry = 0;
        for (int i = 0; i < BLOCK; i++) {
            int value = (tweak[i] & 0xff) << 1 | carry;
            doubled[i] = (byte) value;
            carry = value >>> Byte.SIZE;
        }
        if (carry != 0) {
            doubled[0] ^= (byte) CARRY;
        }
        return doubled;
    }
}
