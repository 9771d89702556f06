package io.lumenvault.hsm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** A fresh SoftHSM2 token under target/, beside the file that SOFTHSM2_CONF names in the test process (hsm/pom.xml). */
record TestToken(TokenSetup setup) {

    static final Path LIBRARY =
            Path.of(System.getProperty("lumenvault.pkcs11.library", "/usr/lib/softhsm/libsofthsm2.so"));

    /** Emptied once a process, before the library is loaded; only a folder under target/, for elsewhere it may be in use. */
    private static final Path FOLDER = emptied();

    static TestToken create(String label) {
        return new TestToken(TokenSetup.create(LIBRARY, FOLDER, label));
    }

    HsmConfig config() {
        return config(PinSource.file(setup.pinFile()), 4);
    }

    HsmConfig config(PinSource pin, int sessions) {
        return new HsmConfig(LIBRARY, setup.label(), pin, sessions, Duration.ofSeconds(10));
    }

    /** With one session, so that faults can be injected between calls. */
    RootOfTrust openFragile() {
        return Pkcs11RootOfTrust.open(config(PinSource.file(setup.pinFile()), 1));
    }

    RootOfTrust open() {
        return Pkcs11RootOfTrust.open(config());
    }

    Path objects() {
        return FOLDER.resolve("tokens");
    }

    /**
     * What a loss does to a process: all its sessions end, and with them the login. Done on the only worker thread, since
     * SoftHSM2 crashes the process when a session ends during a call on it.
     */
    static void closeAllSessions(RootOfTrust hsm, long slot) {
        Cryptoki cryptoki = Cryptoki.acquire(LIBRARY);
        try {
            ((Pkcs11RootOfTrust) hsm).epoch().workers().call(_ -> {
                cryptoki.closeAllSessions(slot);
                return "closed";
            }, Duration.ofSeconds(10));
        } finally {
            cryptoki.release();
        }
    }

    long slot() {
        Cryptoki cryptoki = Cryptoki.acquire(LIBRARY);
        try {
            return TokenLogin.find(cryptoki, config()).slot();
        } finally {
            cryptoki.release();
        }
    }

    private static Path emptied() {
        Path folder = Path.of(System.getenv(TokenSetup.CONFIGURATION_VARIABLE)).getParent();
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
