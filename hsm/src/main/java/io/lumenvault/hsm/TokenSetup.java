package io.lumenvault.hsm;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Files of a SoftHSM2 token that was made for one node. Folders have mode 0700, files 0600.
 *
 * @param configuration {@code softhsm2.conf}; a process that uses the token has its path in the environment variable SOFTHSM2_CONF
 * @param pinFile       the user PIN, for {@link PinSource#file}
 * @param soPinFile     the security officer's PIN
 * @param label         the token's label
 */
public record TokenSetup(Path configuration, Path pinFile, Path soPinFile, String label) {

    static final String CONFIGURATION_VARIABLE = "SOFTHSM2_CONF";

    /**
     * Initialises a token in a SoftHSM2 folder with random PINs. Where the token stands there already it is left as it
     * is; a setup that was interrupted is completed. The PINs go to the library directly, never through a command's arguments.
     *
     * <p>The process must have SOFTHSM2_CONF set to {@code folder/softhsm2.conf}, since the library reads that in its
     * environment; {@link TokenSetupMain} is made to be run as such a process.
     *
     * @throws HsmException where SOFTHSM2_CONF names another file, the folder cannot be written, or the library refuses
     */
    public static TokenSetup create(Path library, Path folder, String label) {
        Objects.requireNonNull(library, "library");
        Objects.requireNonNull(folder, "folder");
        HsmConfig.checkLabel(label);
        TokenFolder files = new TokenFolder(folder.toAbsolutePath().normalize());
        TokenSetup setup = new TokenSetup(files.configuration(), files.pin(), files.soPin(), label);
        setup.requireOwnConfiguration();
        files.write();
        Cryptoki cryptoki = Cryptoki.acquire(library);
        try {
            new TokenInitialisation(cryptoki, label).run(files);
        } finally {
            cryptoki.release();
        }
        return setup;
    }

    private void requireOwnConfiguration() {
        String named = System.getenv(CONFIGURATION_VARIABLE);
        if (named == null || !Path.of(named).toAbsolutePath().normalize().equals(configuration)) {
            throw new HsmException("the environment variable " + CONFIGURATION_VARIABLE + " is "
                    + (named == null ? "not set" : named) + "; it must be " + configuration);
        }
    }
}
