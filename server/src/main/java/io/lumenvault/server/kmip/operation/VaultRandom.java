package io.lumenvault.server.kmip.operation;

import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.vault.Vault;
import java.security.SecureRandom;

/** The HSM's randomness where an algorithm asks for a {@link SecureRandom}. */
final class VaultRandom extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private final transient Vault vault;

    VaultRandom(Vault vault) {
        super(null, null);
        this.vault = vault;
    }

    @Override
    public void nextBytes(byte[] out) {
        try (KeyMaterial random = vault.newMaterial(out.length)) {
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
