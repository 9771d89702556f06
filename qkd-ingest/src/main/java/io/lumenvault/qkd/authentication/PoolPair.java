package io.lumenvault.qkd.authentication;

import io.lumenvault.qkd.random.SecureBits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/**
 * The pools of both ends of a link that are in one process.
 *
 * @param alice Alice's pool
 * @param bob Bob's pool
 */
public record PoolPair(KeyPool alice, KeyPool bob) {
    private static final int SECRET_BYTES = 4096;

    /**
     * Opens new pools over a new pre-shared secret.
     *
     * @param folder an empty folder, which takes the secret and a folder for each end
     */
    public static PoolPair create(Path folder) throws IOException {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureBits().nextBytes(secret);
        Path file = Files.createFile(folder.resolve("secret"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, secret);
        Arrays.fill(secret, (byte) 0);
        return new PoolPair(KeyPool.open(folder.resolve("alice"), file, true), KeyPool.open(folder.resolve("bob"), file, false));
    }
}
