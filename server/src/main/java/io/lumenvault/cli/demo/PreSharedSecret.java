package io.lumenvault.cli.demo;

import io.lumenvault.cli.process.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;

/** The random secret that Alice and Bob are given before the link first runs: it authenticates their first messages. */
final class PreSharedSecret {

    /** Enough for some thousand authenticated messages before the link has refilled the pool. */
    private static final int BYTES = 64 << 10;

    private PreSharedSecret() {}

    /** Gives both modules the same new secret, unless both have one. */
    static void ensure(Path alice, Path bob) throws IOException {
        if (Files.exists(alice) && Files.exists(bob)) {
            return;
        }
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        PrivateFile.write(bob, secret);
        PrivateFile.write(alice, secret);
        Arrays.fill(secret, (byte) 0);
    }
}
