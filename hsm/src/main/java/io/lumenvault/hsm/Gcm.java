package io.lumenvault.hsm;

/**
 * AES-256-GCM (NIST SP 800-38D) under a key of the token: 96-bit initialisation vector, 128-bit tag, no additional data. Both
 * ways to do it read and write the same bytes: initialisation vector, ciphertext, tag.
 */
interface Gcm {

    int IV_BYTES = 12;
    int TAG_BYTES = 16;

    /** Encrypts behind the initialisation vector that stands at the beginning of {@code sealed}, which has room for ciphertext and tag. */
    void encrypt(long key, byte[] sealed, byte[] plaintext);

    /**
     * @return the plaintext, which the caller wipes
     * @throws SealBrokenException where the tag is wrong
     */
    byte[] decrypt(long key, byte[] sealed);
}
