package io.lumenvault.hsm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tokens of NSS softoken, each a key database in a folder of its own. Softoken learns of them when it is initialised, once for
 * the process, so a number of them is made ready beforehand; they get their PIN when they are asked for.
 */
final class NssDatabase {

    static final Path LIBRARY = Stream.of("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib")
            .map(folder -> Path.of(folder, "libsoftokn3.so")).filter(Files::exists).findFirst()
            .orElse(Path.of("/usr/lib/x86_64-linux-gnu/libsoftokn3.so"));

    private static final int READY = 24;
    private static final Path FOLDER = TestToken.emptied(beside(Path.of(System.getenv(TokenSetup.CONFIGURATION_VARIABLE)).getParent()));
    private static final String PARAMETERS = parameters();
    private static int used;

    private NssDatabase() {
    }

    /** One for each test process, as the folders of SoftHSM2 are. */
    private static Path beside(Path softhsm) {
        return softhsm.resolveSibling(softhsm.getFileName().toString().replace("softhsm", "nss"));
    }

    /** Slot numbers from 0x10 on are free to use; the two below 4 are softoken's own. */
    private static String parameters() {
        List<String> tokens = IntStream.range(0, READY).mapToObj(i -> "0x%x=[configDir='sql:%s' tokenDescription='%s' slotDescription='%s']"
                .formatted(0x10 + i, folder(i), label(i), label(i))).toList();
        return "configdir='' flags=noCertDB,noModDB,forceOpen tokens=<" + String.join(" ", tokens) + ">";
    }

    private static Path folder(int index) {
        try {
            return Files.createDirectories(FOLDER.resolve(label(index)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String label(int index) {
        return "nss-" + index;
    }

    static synchronized TestToken token() {
        int index = used++;
        TokenFolder files = new TokenFolder(FOLDER.resolve("pins-" + index));
        files.write();
        Cryptoki cryptoki = Cryptoki.acquire(LIBRARY, PARAMETERS);
        try {
            long slot = cryptoki.tokens().stream().filter(token -> token.label().equals(label(index))).findFirst().orElseThrow().slot();
            long session = cryptoki.openSession(slot);
            // A database without PIN takes an empty one of the security officer.
            cryptoki.loginSecurityOfficer(session, new byte[0]);
            cryptoki.initPin(session, new String(PinSource.file(files.pin()).read()).getBytes(StandardCharsets.US_ASCII));
            cryptoki.logout(session);
            cryptoki.closeSession(session);
        } finally {
            cryptoki.release();
        }
        return new TestToken(LIBRARY, PARAMETERS, label(index), files.pin());
    }
}
