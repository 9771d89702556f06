package io.lumenvault.server.kmip.cryptography;

import java.util.Arrays;
import java.util.Objects;

/**
 * A public or private key in the one form that every format is turned into: SubjectPublicKeyInfo (RFC 5280 section 4.1) or
 * PrivateKeyInfo (RFC 5958), in DER. Closing it wipes the bytes.
 */
final class AsymmetricKey implements AutoCloseable {

    private final boolean secret;
    private final byte[] der;

    private AsymmetricKey(boolean secret, byte[] der) {
        this.secret = secret;
        this.der = Objects.requireNonNull(der, "der");
    }

    /** Takes over a PrivateKeyInfo. */
    static AsymmetricKey ofPrivate(byte[] privateKeyInfo) {
        return new AsymmetricKey(true, privateKeyInfo);
    }

    /** Takes over a SubjectPublicKeyInfo. */
    static AsymmetricKey ofPublic(byte[] subjectPublicKeyInfo) {
        return new AsymmetricKey(false, subjectPublicKeyInfo);
    }

    boolean isPrivate() {
        return secret;
    }

    /** The bytes, lent. */
    byte[] der() {
        return der;
    }

    @Override
    public void close() {
        Arrays.fill(der, (byte) 0);
    }

    @Override
    public String toString() {
        return "AsymmetricKey[" + (secret ? "private" : "public") + "]";
    }
}
