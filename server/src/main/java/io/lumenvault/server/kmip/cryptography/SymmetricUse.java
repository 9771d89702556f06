package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;

/**
 * How a symmetric key is to be used on one message.
 *
 * @param algorithm that of the key
 * @param parameters how
 * @param iv IV, counter or nonce; null where there is none
 * @param additional data that is authenticated and not encrypted; null for none
 * @param tag the tag that a decryption must find; null for an encryption
 * @param encrypts whether it encrypts
 */
public record SymmetricUse(CryptographicAlgorithm algorithm, CryptographicParameters parameters, byte[] iv, byte[] additional, byte[] tag,
        boolean encrypts) {
}
