package io.lumenvault.hsm;

import java.util.UUID;

/**
 * AES keys of users that are made in the token and never leave it: sensitive, not extractable, to encrypt and decrypt only. They are
 * known by an identifier. They live in one token and cannot be brought to another.
 */
public interface InternalKeys {

    /**
     * Makes a key in the token.
     *
     * @param bits 128, 192 or 256
     * @throws HsmException where there is one with this identifier already, or the token refuses
     */
    void create(UUID id, int bits);

    /** Removes a key from the token for ever. Does nothing where the token does not hold it. */
    void destroy(UUID id);

    /**
     * Encrypts inside the token. The caller keeps, and wipes, {@code plaintext}.
     *
     * @return the ciphertext, with the authentication tag behind it where the mode has one
     * @throws SealBrokenException where the plaintext does not fit the mode
     * @throws HsmException where the token holds no such key
     */
    byte[] encrypt(UUID id, AesCipher cipher, byte[] plaintext);

    /**
     * Decrypts what {@link #encrypt} made. The caller wipes the array returned.
     *
     * @throws SealBrokenException where the tag or the padding is wrong, or the ciphertext does not fit the mode
     * @throws HsmException where the token holds no such key
     */
    byte[] decrypt(UUID id, AesCipher cipher, byte[] ciphertext);
}
