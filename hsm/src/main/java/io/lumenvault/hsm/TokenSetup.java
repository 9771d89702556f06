package io.lumenvault.hsm;

import java.nio.file.Path;

/**
 * Files of a SoftHSM2 token that was made for one node.
 *
 * @param configuration {@code softhsm2.conf}; a process that uses the token has its path in the environment variable SOFTHSM2_CONF
 * @param pinFile       the user PIN, for {@link PinSource#file}
 * @param soPinFile     the security officer's PIN
 * @param label         the token's label
 */
public record TokenSetup(Path configuration, Path pinFile, Path soPinFile, String label) {

    /**
     * Initialises a new token in a SoftHSM2 folder, or returns the one that stands there. Works in a process whose
     * SOFTHSM2_CONF is {@code folder/softhsm2.conf}; {@link TokenSetupMain} is made to be run as such a process.
     */
    public static TokenSetup create(Path library, Path folder, String label) {
        throw new HsmException("PKCS#11 is not connected yet");
    }
}
