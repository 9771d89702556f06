package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import javax.crypto.Mac;

/** The MAC of a message (KMIP 2.1 section 6.1.32). Whoever verifies one makes it again and compares. */
public final class MacGeneration implements MessageOperation {

    private static final byte[] NOTHING = new byte[0];

    private final Mac mac;

    /**
     * A MAC under a key, which is copied into it.
     *
     * @param algorithm that of the key
     */
    public MacGeneration(byte[] key, CryptographicAlgorithm algorithm, CryptographicParameters parameters) {
        mac = Macs.of(key, algorithm, parameters);
    }

    @Override
    public byte[] update(byte[] part) {
        mac.update(part);
        return NOTHING;
    }

    @Override
    public byte[] finish(byte[] part) {
        return mac.doFinal(part);
    }
}
