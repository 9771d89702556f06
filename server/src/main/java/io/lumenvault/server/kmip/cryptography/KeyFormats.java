package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.spec.KeyFormatType;

/** Turns public and private keys from one Key Format Type into another. */
public final class KeyFormats {

    private KeyFormats() {}

    /**
     * The same key in another format; the caller wipes it.
     *
     * @param secret whether it is a private key
     * @throws io.lumenvault.kmip.KmipException where it cannot be read, or has no such format
     */
    public static KeyBlock convert(KeyBlock block, boolean secret, KeyFormatType wanted) {
        try (AsymmetricKey key = KeyReading.read(block, secret)) {
            return KeyWriting.write(key, wanted, block.algorithm(), block.length());
        }
    }
}
