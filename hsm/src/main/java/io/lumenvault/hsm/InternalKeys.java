package io.lumenvault.hsm;

import java.util.Set;
import java.util.UUID;

/**
 * AES keys of users that are made in the token and never leave it: sensitive, not extractable, for the uses they are made for only. They
 * are known by an identifier. Where there are several tokens, a key is made in one and brought to all others at once, wrapped by
 * AES-KWP; it cannot be brought to another token later.
 */
public interface InternalKeys {

    /**
     * Makes a key in the token.
     *
     * @param bits 128, 192 or 256
     * @param uses what it is made for
     * @throws MechanismMissingException where one of several tokens offers no AES-KWP
     * @throws HsmException where there is one with this identifier already, or the token refuses
     * @throws HsmUnavailableException where one of several tokens is away: a key is made in all of them or in none
     */
    void create(UUID id, int bits, Set<KeyUse> uses);

    /**
     * Removes a key from the token, or from each of several, for ever. Does nothing where a token does not hold it.
     *
     * @throws HsmUnavailableException where one of several tokens is away: it keeps the key, so this is to be repeated
     */
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
