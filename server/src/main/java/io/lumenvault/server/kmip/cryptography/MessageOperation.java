package io.lumenvault.server.kmip.cryptography;

/**
 * A cryptographic operation on one message, whole or in parts: encryption, decryption, digest, MAC, signature, verification. It is for
 * one thread.
 */
public interface MessageOperation {

    /** Takes a part. @return what comes out already, perhaps nothing; never plaintext that is to be authenticated and is not yet */
    byte[] update(byte[] part);

    /** Takes the last part. @return the rest of the message, or the digest, MAC or signature; the caller wipes plaintext */
    byte[] finish(byte[] part);

    /** The authentication tag once an encryption by an authenticated mode has finished; otherwise null. */
    default byte[] tag() {
        return null;
    }

    /** Bytes of the parts taken so far that are held until the end. */
    default int held() {
        return 0;
    }

    /** Wipes what is held of a message that is not finished. */
    default void abandon() {
    }
}
