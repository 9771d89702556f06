package io.lumenvault.hsm;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * AES-GCM composed from the block cipher of the token (NIST SP 800-38D clause 7), for a token whose CKM_AES_GCM cannot be
 * reached. The key stays in the token; each call has the token encrypt the zero block, which is the hash subkey, and all
 * counter blocks at once by CKM_AES_ECB, and does the exclusive-or, GHASH and the comparison of the tag here.
 *
 * <p>The drawback: hash subkey and key stream are in the memory of this process during a call, beside the plaintext that
 * they protect; whoever reads them there could forge seals under this key. They are wiped at its end. And a session of this
 * process can have the token encrypt any block: the token no longer checks a tag before it answers.
 */
final class ComposedGcm implements Gcm {

    private static final int BLOCK = Ghash.BLOCK_BYTES;

    /** The zero block and the pre-counter block go before the counter blocks. */
    private static final int LEADING_BLOCKS = 2;

    /** Asked of the token at once: a megabyte, since the remoting of p11-kit bounds its messages. */
    private static final int BYTES_AT_ONCE = 1 << 20;

    private final NativeSession session;
    private final MemorySegment blockCipher;

    ComposedGcm(NativeSession session) {
        this.session = session;
        this.blockCipher = Mechanism.CKM_AES_ECB.write(session.arena());
    }

    @Override
    public void encrypt(long key, byte[] sealed, byte[] plaintext) {
        byte[] stream = encryptedBlocks(key, sealed, plaintext.length);
        try {
            for (int i = 0; i < plaintext.length; i++) {
                sealed[IV_BYTES + i] = (byte) (plaintext[i] ^ stream[LEADING_BLOCKS * BLOCK + i]);
            }
            byte[] tag = tag(stream, sealed, plaintext.length);
            System.arraycopy(tag, 0, sealed, IV_BYTES + plaintext.length, TAG_BYTES);
        } finally {
            Arrays.fill(stream, (byte) 0);
        }
    }

    @Override
    public byte[] decrypt(long key, byte[] sealed) {
        int length = sealed.length - IV_BYTES - TAG_BYTES;
        byte[] stream = encryptedBlocks(key, sealed, length);
        try {
            byte[] given = Arrays.copyOfRange(sealed, IV_BYTES + length, sealed.length);
            if (!MessageDigest.isEqual(tag(stream, sealed, length), given)) {
                throw new SealBrokenException("the sealed bytes fail their authentication");
            }
            byte[] plaintext = new byte[length];
            for (int i = 0; i < length; i++) {
                plaintext[i] = (byte) (sealed[IV_BYTES + i] ^ stream[LEADING_BLOCKS * BLOCK + i]);
            }
            return plaintext;
        } finally {
            Arrays.fill(stream, (byte) 0);
        }
    }

    /** E(0), E(J0), E(J0 + 1), ... where J0 is the initialisation vector and a 32-bit one (clauses 6.5 and 7.1). */
    private byte[] encryptedBlocks(long key, byte[] sealed, int length) {
        int counters = Math.ceilDiv(length, BLOCK);
        ByteBuffer blocks = ByteBuffer.allocate(Math.multiplyExact(LEADING_BLOCKS + counters, BLOCK));
        blocks.position(BLOCK);
        for (int counter = 1; counter <= 1 + counters; counter++) {
            blocks.put(sealed, 0, IV_BYTES).putInt(counter);
        }
        byte[] answer = new byte[blocks.capacity()];
        boolean complete = false;
        try {
            for (int at = 0; at < answer.length; at += BYTES_AT_ONCE) {
                int part = Math.min(BYTES_AT_ONCE, answer.length - at);
                int got = session.run(NativeSession.Operation.ENCRYPT, blockCipher, key, blocks.array(), at, part, answer, at);
                if (got != part) {
                    throw new HsmException("the HSM encrypted " + part + " bytes of blocks into " + got);
                }
            }
            complete = true;
            return answer;
        } finally {
            if (!complete) {
                Arrays.fill(answer, (byte) 0);
            }
        }
    }

    /** T = GHASH(ciphertext, lengths) xor E(J0) (clause 7.1 steps 5 and 6), without additional data. */
    private static byte[] tag(byte[] stream, byte[] sealed, int length) {
        Ghash hash = new Ghash(stream);
        hash.update(sealed, IV_BYTES, length);
        hash.update(ByteBuffer.allocate(BLOCK).putLong(0).putLong((long) length * Byte.SIZE).array(), 0, BLOCK);
        byte[] tag = hash.digest();
        hash.clear();
        for (int i = 0; i < TAG_BYTES; i++) {
            tag[i] ^= stream[BLOCK + i];
        }
        return tag;
    }
}
