package io.lumenvault.server;

import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.KeyMaterial;
import java.security.SecureRandom;

/** The HSM's randomness where the JDK asks for a {@link SecureRandom}. */
final class CustodyRandom extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private final transient Custody custody;

    CustodyRandom(Custody custody) {
        super(null, null);
        this.custody = custody;
    }

    @Override
    public void nextBytes(byte[] out) {
        try (KeyMaterial random = custody.random(out.length)) {
            random.lend(bytes -> {
                System.arraycopy(bytes, 0, out, 0, out.length);
                return null;
            });
        }
    }

    @Override
    public byte[] generateSeed(int bytes) {
        byte[] seed = new byte[bytes];
        nextBytes(seed);
        return seed;
    }
}
