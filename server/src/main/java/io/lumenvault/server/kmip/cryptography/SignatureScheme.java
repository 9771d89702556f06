package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.spec.HashingAlgorithm;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;

/** A signature algorithm with its parameters. */
interface SignatureScheme {

    /** The digest that is signed; null for an algorithm that takes the whole message. */
    HashingAlgorithm hash();

    /** @param message the digest, or the message where there is no digest */
    byte[] sign(PrivateKey key, byte[] message, SecureRandom random);

    /** Whether the signature is of the message under the key. */
    boolean verify(PublicKey key, byte[] message, byte[] signature);
}
