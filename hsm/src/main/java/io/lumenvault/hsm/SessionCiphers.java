package io.lumenvault.hsm;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** The cryptographic objects of one worker thread in one epoch: making them anew at each call would halve the rate. */
final class SessionCiphers {

    static final int IV_BYTES = 12;
    static final int TAG_BYTES = 16;
    private static final int TAG_BITS = 8 * TAG_BYTES;
    private static final int IV_BLOCK_BYTES = 256 * IV_BYTES;

    /** SunPKCS11 keeps what it fetched for shorter requests in a buffer of its own, which nobody wipes. */
    private static final int UNBUFFERED_RANDOM_BYTES = 64;

    private final Provider provider;
    private final SecureRandom random;
    private final byte[] ivBlock = new byte[IV_BLOCK_BYTES];
    private int ivUsed = IV_BLOCK_BYTES;
    private Cipher sealing;
    private Cipher opening;
    private Signature signature;
    private byte[] opened = new byte[0];

    SessionCiphers(Provider provider) throws GeneralSecurityException {
        this.provider = provider;
        this.random = SecureRandom.getInstance("PKCS11", provider);
    }

    byte[] seal(SecretKey key, byte[] plaintext) throws GeneralSecurityException {
        byte[] sealed = new byte[IV_BYTES + plaintext.length + TAG_BYTES];
        nextIv(sealed);
        encrypt(key, sealed, plaintext);
        return sealed;
    }

    /** Encrypts behind the initialisation vector that stands at the beginning of {@code sealed}. */
    void encrypt(SecretKey key, byte[] sealed, byte[] plaintext) throws GeneralSecurityException {
        Cipher cipher = sealing != null ? sealing : Cipher.getInstance("AES/GCM/NoPadding", provider);
        sealing = null;
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 0, IV_BYTES), random);
        int length = cipher.doFinal(plaintext, 0, plaintext.length, sealed, IV_BYTES);
        if (length != sealed.length - IV_BYTES) {
            throw new HsmException("the HSM sealed " + plaintext.length + " bytes into " + length);
        }
        // Kept only after success: what a failed operation leaves behind is not trusted.
        sealing = cipher;
    }

    byte[] open(SecretKey key, byte[] sealed) throws GeneralSecurityException {
        try {
            return decrypt(key, sealed);
        } catch (AEADBadTagException e) {
            // SunPKCS11 also reports CKR_GENERAL_ERROR as a broken tag; a dead session must not pass for tampering.
            decrypt(key, seal(key, new byte[1]));
            throw new SealBrokenException("the sealed bytes fail their authentication", e);
        }
    }

    private byte[] decrypt(SecretKey key, byte[] sealed) throws GeneralSecurityException {
        Cipher cipher = opening != null ? opening : Cipher.getInstance("AES/GCM/NoPadding", provider);
        opening = null;
        int length = sealed.length - IV_BYTES;
        if (opened.length < length) {
            opened = new byte[length];
        }
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 0, IV_BYTES), random);
            // Into an array of ours: the one that doFinal makes is larger than its answer, copied, and never wiped.
            int size = cipher.doFinal(sealed, IV_BYTES, length, opened, 0);
            if (size != length - TAG_BYTES) {
                throw new HsmException("the HSM opened " + sealed.length + " bytes into " + size);
            }
            byte[] plaintext = Arrays.copyOf(opened, size);
            opening = cipher;
            return plaintext;
        } finally {
            Arrays.fill(opened, 0, length, (byte) 0);
        }
    }

    byte[] sign(PrivateKey key, byte[] data) throws GeneralSecurityException {
        Signature signer = signature;
        signature = null;
        if (signer == null) {
            signer = Signature.getInstance("SHA256withECDSA", provider);
            signer.initSign(key);
        }
        signer.update(data);
        byte[] signed = signer.sign();
        signature = signer;
        return signed;
    }

    byte[] random(int length) {
        byte[] fetched = new byte[Math.max(length, UNBUFFERED_RANDOM_BYTES)];
        random.nextBytes(fetched);
        if (fetched.length == length) {
            return fetched;
        }
        byte[] answer = Arrays.copyOf(fetched, length);
        Arrays.fill(fetched, (byte) 0);
        return answer;
    }

    private void nextIv(byte[] destination) {
        if (ivUsed == IV_BLOCK_BYTES) {
            random.nextBytes(ivBlock);
            ivUsed = 0;
        }
        System.arraycopy(ivBlock, ivUsed, destination, 0, IV_BYTES);
        ivUsed += IV_BYTES;
    }
}
