package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.spec.BlockCipherMode;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** ChaCha20-Poly1305 (RFC 8439 section 2.8), with tags of 12 to 16 bytes, as the profiles' test cases use them. */
final class ChaCha20Poly1305 {

    private static final int NONCE_BYTES = 12;
    private static final int SHORTEST_TAG = 12;

    private ChaCha20Poly1305() {}

    static MessageOperation of(byte[] key, SymmetricUse use) throws GeneralSecurityException {
        KeyParameters.requireAlgorithm(use.parameters(), use.algorithm());
        BlockCipherMode mode = use.parameters().blockCipherMode();
        if (mode != null && mode != BlockCipherMode.AEAD) {
            throw Faults.bad("Block Cipher Mode of ChaCha20Poly1305 is " + mode.text() + "; it must be AEAD");
        }
        if (use.iv().length != NONCE_BYTES) {
            throw Faults.bad("the nonce of ChaCha20Poly1305 has " + use.iv().length + " bytes; it must have " + NONCE_BYTES);
        }
        int tagBytes = AesAead.tagBytes(use, SHORTEST_TAG);
        if (use.encrypts()) {
            return JcaCipher.encrypting(sealing(key, use), AesAead.LONGEST_TAG, tagBytes);
        }
        byte[] kept = key.clone();
        return new HeldParts(ciphertext -> {
            try {
                return opened(kept, use, ciphertext);
            } catch (GeneralSecurityException refused) {
                throw Faults.ofData(refused, "decrypted");
            } finally {
                Arrays.fill(kept, (byte) 0);
            }
        });
    }

    private static Cipher sealing(byte[] key, SymmetricUse use) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(use.iv()));
        if (use.additional() != null) {
            cipher.updateAAD(use.additional());
        }
        return cipher;
    }

    /** The JDK knows whole tags only, so the plaintext is sealed again and the tags are compared; they differ if anything does. */
    private static byte[] opened(byte[] key, SymmetricUse use, byte[] ciphertext) throws GeneralSecurityException {
        Cipher stream = Cipher.getInstance("ChaCha20");
        stream.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "ChaCha20"), new ChaCha20ParameterSpec(use.iv(), 1));
        byte[] plaintext = stream.doFinal(ciphertext);
        byte[] again = sealing(key, use).doFinal(plaintext);
        byte[] tag = Arrays.copyOfRange(again, ciphertext.length, ciphertext.length + use.tag().length);
        if (MessageDigest.isEqual(tag, use.tag())) {
            return plaintext;
        }
        Arrays.fill(plaintext, (byte) 0);
        throw Faults.failed("the data cannot be decrypted so");
    }
}
