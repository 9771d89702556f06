package io.lumenvault.hsm;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * The PIN that a token refused, known again by a salted hash: the same is not tried twice, since a few wrong ones lock a token. It may be
 * right when the lock has come and gone: the security officer may have set the token's PIN to it. One thread.
 */
final class RefusedPin {

    private static final int SALT_BYTES = 16;

    private final byte[] salt = new byte[SALT_BYTES];
    private byte[] hash;
    private boolean locked;

    RefusedPin() {
        new SecureRandom().nextBytes(salt);
    }

    /** Whether this is the PIN that was refused. */
    boolean is(byte[] pin) {
        return hash != null && MessageDigest.isEqual(hash, hash(pin));
    }

    void refused(byte[] pin) {
        hash = hash(pin);
    }

    /** The token says that the PIN is locked, whichever it is. */
    void locked() {
        locked = true;
    }

    /** The token does not say so now. */
    void unlocked() {
        if (locked) {
            accepted();
        }
    }

    void accepted() {
        hash = null;
        locked = false;
    }

    private byte[] hash(byte[] pin) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return digest.digest(pin);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
