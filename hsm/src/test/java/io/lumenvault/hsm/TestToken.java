package io.lumenvault.hsm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** A fresh token of one of the libraries under test. */
record TestToken(Path library, String parameters, String label, Path pinFile) {

    static final Path LIBRARY =
            Path.of(System.getProperty("lumenvault.pkcs11.library", "/usr/lib/softhsm/libsofthsm2.so"));

    /** Beside the file that SOFTHSM2_CONF names in the test process (hsm/pom.xml). Emptied once a process, before the library is loaded. */
    private static final Path FOLDER = emptied(Path.of(System.getenv(TokenSetup.CONFIGURATION_VARIABLE)).getParent());

    /** One of SoftHSM2 in this process. */
    static TestToken create(String label) {
        TokenSetup setup = TokenSetup.create(LIBRARY, FOLDER, label);
        return new TestToken(LIBRARY, "", label, setup.pinFile());
    }

    HsmConfig config() {
        return config(PinSource.file(pinFile), 4);
    }

    HsmConfig config(PinSource pin, int sessions) {
        return new HsmConfig(library, parameters, label, pin, sessions, Duration.ofSeconds(10), HsmConfig.SigningKeyUse.MADE_IF_ABSENT);
    }

    /** With one session, so that faults can be injected between calls. */
    RootOfTrust openFragile() {
        return Pkcs11RootOfTrust.open(config(PinSource.file(pinFile), 1));
    }

    RootOfTrust open() {
        return Pkcs11RootOfTrust.open(config());
    }

    /** Where SoftHSM2 in this process keeps its tokens. */
    static Path objects() {
        return FOLDER.resolve("tokens");
    }

    /**
     * What a loss does to a process: all its sessions end, and with them the login. Done on the only worker thread, since
     * SoftHSM2 crashes the process when a session ends during a call on it.
     */
    static void closeAllSessions(RootOfTrust hsm) {
        Epoch epoch = ((Pkcs11RootOfTrust) hsm).epoch();
        epoch.workers().call(_ -> {
            epoch.cryptoki().closeAllSessions(epoch.token().slot());
            return "closed";
        }, Duration.ofSeconds(10));
    }

    /** Only a folder under target/ is emptied, for elsewhere it may be in use. */
    static Path emptied(Path folder) {
        if (Files.exists(folder) && folder.getParent().endsWith("target")) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return folder;
    }
}
