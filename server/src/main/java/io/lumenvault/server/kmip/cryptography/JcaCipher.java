package io.lumenvault.server.kmip.cryptography;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;

/** A cipher of the JDK or of Bouncy Castle, which gives out what it can part by part. An authenticated one gives its tag apart. */
final class JcaCipher implements MessageOperation {

    private static final byte[] NOTHING = new byte[0];

    private final Cipher cipher;
    private final boolean encrypts;
    private final int tagBytes;
    private final byte[] expectedTag;
    private byte[] tag;

    private JcaCipher(Cipher cipher, boolean encrypts, int tagBytes, byte[] expectedTag) {
        this.cipher = cipher;
        this.encrypts = encrypts;
        this.tagBytes = tagBytes;
        this.expectedTag = expectedTag;
    }

    /** @param madeTagBytes length of the tag as the cipher makes it, 0 for none; the first {@code tagBytes} of it are given */
    static MessageOperation encrypting(Cipher cipher, int madeTagBytes, int tagBytes) {
        return new Truncating(new JcaCipher(cipher, true, madeTagBytes, null), tagBytes);
    }

    /** @param tag what must authenticate the data, or null for an unauthenticated mode */
    static MessageOperation decrypting(Cipher cipher, byte[] tag) {
        return new JcaCipher(cipher, false, 0, tag);
    }

    @Override
    public byte[] update(byte[] part) {
        byte[] out = cipher.update(part);
        return out == null ? NOTHING : out;
    }

    @Override
    public byte[] finish(byte[] part) {
        byte[] last = part;
        try {
            if (expectedTag != null) {
                last = Arrays.copyOf(part, part.length + expectedTag.length);
                System.arraycopy(expectedTag, 0, last, part.length, expectedTag.length);
            }
            byte[] out = cipher.doFinal(last);
            if (tagBytes == 0) {
                return out;
            }
            tag = Arrays.copyOfRange(out, out.length - tagBytes, out.length);
            return Arrays.copyOf(out, out.length - tagBytes);
        } catch (GeneralSecurityException refused) {
            throw Faults.ofData(refused, encrypts ? "encrypted" : "decrypted");
        }
    }

    @Override
    public byte[] tag() {
        return tag;
    }

    /** Gives the first bytes of a tag. */
    private record Truncating(JcaCipher whole, int bytes) implements MessageOperation {

        @Override
        public byte[] update(byte[] part) {
            return whole.update(part);
        }

        @Override
        public byte[] finish(byte[] part) {
            return whole.finish(part);
        }

        @Override
        public byte[] tag() {
            return whole.tag() == null ? null : Arrays.copyOf(whole.tag(), bytes);
        }
    }
}
