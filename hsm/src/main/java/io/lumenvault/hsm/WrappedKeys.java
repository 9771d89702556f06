package io.lumenvault.hsm;

/**
 * AES keys of users that are made in the token and kept outside it, wrapped by AES-KWP (RFC 5649) under a wrapping key of the token.
 * Each generation of the master key has a wrapping key of its own beside it: AES-256, not extractable, to wrap and unwrap and for
 * nothing else (one key, one purpose: NIST SP 800-57 part 1 clause 5.2). A generation without one gets it at the first use.
 *
 * <p>Guaranteed: a key that came from here is never in the clear outside the token. Not promised: that wrapped bytes belong to the
 * caller's record; KWP binds no other data, so the caller has to bind them.
 */
public interface WrappedKeys {

    /**
     * Makes a key in the token.
     *
     * @param generation under whose wrapping key it is wrapped
     * @param bits 128, 192 or 256
     * @throws MechanismMissingException where the token offers no AES-KWP
     * @throws HsmException where the token holds no such generation
     * @throws HsmUnavailableException where the generation has no wrapping key yet, and one of several tokens that hold it is away
     */
    byte[] create(int generation, int bits);

    /**
     * Unwraps a key and wraps it under the wrapping key of another generation, inside the token.
     *
     * @throws SealBrokenException where the bytes are not what that generation wrapped
     */
    byte[] rewrap(KeySource.Wrapped key, int generation);

    /**
     * Wraps a key under a key of a user, inside the token.
     *
     * @param key the key that leaves: wrapped, or in the clear and of a length that can be wrapped. An internal one does not leave.
     * @param wrappingKey an AES key; an internal one must have been made to wrap
     * @throws SealBrokenException where a wrapped key is not what its generation wrapped
     */
    byte[] export(KeySource key, KeySource wrappingKey, KeyWrap method);

    /**
     * Unwraps an AES key that came wrapped under a key of a user, and wraps it under the wrapping key of a generation, inside the token.
     *
     * @param unwrappingKey an AES key; an internal one must have been made to unwrap
     * @param bits the length that the key must have
     * @throws SealBrokenException where the bytes are not what that key wrapped, or are no AES key of that length
     */
    byte[] take(byte[] foreign, KeySource unwrappingKey, KeyWrap method, int generation, int bits);

    /** As {@link InternalKeys#encrypt}, under a key that is unwrapped for this one call. */
    byte[] encrypt(KeySource.Wrapped key, AesCipher cipher, byte[] plaintext);

    /** As {@link InternalKeys#decrypt}, under a key that is unwrapped for this one call. */
    byte[] decrypt(KeySource.Wrapped key, AesCipher cipher, byte[] ciphertext);
}
