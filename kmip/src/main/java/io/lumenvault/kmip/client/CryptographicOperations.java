package io.lumenvault.kmip.client;

import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.payload.Decapsulate;
import io.lumenvault.kmip.payload.Decrypt;
import io.lumenvault.kmip.payload.Encapsulate;
import io.lumenvault.kmip.payload.Encrypt;
import io.lumenvault.kmip.payload.Hash;
import io.lumenvault.kmip.payload.Mac;
import io.lumenvault.kmip.payload.MacVerify;
import io.lumenvault.kmip.payload.RngRetrieve;
import io.lumenvault.kmip.payload.RngSeed;
import io.lumenvault.kmip.payload.Sign;
import io.lumenvault.kmip.payload.SignatureVerify;
import io.lumenvault.kmip.spec.ValidityIndicator;
import java.io.IOException;

/**
 * Cryptography with keys that stay at the server (since 1.2).
 */
public final class CryptographicOperations {

    private final KmipClient client;

    CryptographicOperations(KmipClient client) {
        this.client = client;
    }

    /** Encrypts data with the parameters that the key has. */
    public Encrypt.Response encrypt(String key, byte[] data) throws IOException {
        return client.call(new Encrypt.Request(UniqueIdentifier.of(key), null, data, null, null, null), Encrypt.Response.class);
    }

    /** Encrypts with parameters, IV, additional data, or as a step of a stream. */
    public Encrypt.Response encrypt(Encrypt.Request request) throws IOException {
        return client.call(request, Encrypt.Response.class);
    }

    /** Decrypts what was encrypted with the parameters that the key has; the caller wipes the answer. */
    public byte[] decrypt(String key, byte[] data, byte[] iv) throws IOException {
        return client.call(new Decrypt.Request(UniqueIdentifier.of(key), null, data, iv, null, null, null),
                Decrypt.Response.class).data();
    }

    /** Decrypts with parameters, additional data, or as a step of a stream. */
    public Decrypt.Response decrypt(Decrypt.Request request) throws IOException {
        return client.call(request, Decrypt.Response.class);
    }

    /** Signs data; null parameters are those of the key. */
    public byte[] sign(String key, CryptographicParameters parameters, byte[] data) throws IOException {
        return client.call(new Sign.Request(UniqueIdentifier.of(key), parameters, data, null, null),
                Sign.Response.class).signature();
    }

    /** Signs a digest, or as a step of a stream. */
    public Sign.Response sign(Sign.Request request) throws IOException {
        return client.call(request, Sign.Response.class);
    }

    /** True where the signature is one of the data; null parameters are those of the key. */
    public boolean verify(String key, CryptographicParameters parameters, byte[] data, byte[] signature) throws IOException {
        return client.call(new SignatureVerify.Request(UniqueIdentifier.of(key), parameters, data, null, signature, null),
                SignatureVerify.Response.class).validity()
                == ValidityIndicator.VALID;
    }

    /** Checks the signature of a digest, or as a step of a stream. */
    public SignatureVerify.Response verify(SignatureVerify.Request request) throws IOException {
        return client.call(request, SignatureVerify.Response.class);
    }

    /** The MAC of data; null parameters are those of the key. */
    public byte[] mac(String key, CryptographicParameters parameters, byte[] data) throws IOException {
        return client.call(new Mac.Request(UniqueIdentifier.of(key), parameters, data, null), Mac.Response.class).mac();
    }

    /** A MAC as a step of a stream. */
    public Mac.Response mac(Mac.Request request) throws IOException {
        return client.call(request, Mac.Response.class);
    }

    /** True where the MAC is that of the data; null parameters are those of the key. */
    public boolean verifyMac(String key, CryptographicParameters parameters, byte[] data, byte[] mac) throws IOException {
        return client.call(new MacVerify.Request(UniqueIdentifier.of(key), parameters, data, mac, null),
                MacVerify.Response.class).validity() == ValidityIndicator.VALID;
    }

    /** Checks a MAC as a step of a stream. */
    public MacVerify.Response verifyMac(MacVerify.Request request) throws IOException {
        return client.call(request, MacVerify.Response.class);
    }

    /** The digest of data. */
    public byte[] hash(CryptographicParameters parameters, byte[] data) throws IOException {
        return client.call(new Hash.Request(parameters, data, null), Hash.Response.class).data();
    }

    /** A digest as a step of a stream. */
    public Hash.Response hash(Hash.Request request) throws IOException {
        return client.call(request, Hash.Response.class);
    }

    /** Random bytes of the server; the caller wipes them. */
    public byte[] random(int length) throws IOException {
        return client.call(new RngRetrieve.Request(length), RngRetrieve.Response.class).data();
    }

    /** Gives the server's random number generator a seed, and tells how many bytes of it were used. */
    public int seed(byte[] data) throws IOException {
        return client.call(new RngSeed.Request(data), RngSeed.Response.class).length();
    }

    /** Makes a shared secret with a public key (3.0 draft). */
    public Encapsulate.Response encapsulate(Encapsulate.Request request) throws IOException {
        return client.call(request, Encapsulate.Response.class);
    }

    /** Makes the same shared secret with the private key, and gives its identifier (3.0 draft). */
    public String decapsulate(Decapsulate.Request request) throws IOException {
        return client.call(request, Decapsulate.Response.class).uniqueIdentifier();
    }
}
