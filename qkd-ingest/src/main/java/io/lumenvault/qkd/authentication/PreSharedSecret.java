package io.lumenvault.qkd.authentication;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/** The secret that both ends are given in a file, and how a pool begins with it. */
final class PreSharedSecret {
    private static final int HASH_KEYS = 2 * PolynomialHash.KEY_BYTES;

    private PreSharedSecret() {
    }

    /**
     * Begins the pool with a secret, unless it has it already.
     *
     * @param files of the pool
     * @param file the secret; may be absent once one was taken in
     * @throws IOException if there is none, or it is open to others, too short, or one that the pool had before its last one
     */
    static void takeIn(PoolFiles files, Path file) throws IOException {
        UsedSecrets used = new UsedSecrets(files);
        if (!Files.exists(file)) {
            if (!used.any()) {
                throw new IOException("pre-shared secret " + file + " does not exist");
            }
            return;
        }
        requirePrivate(file);
        byte[] secret = Files.readAllBytes(file);
        try {
            byte[] id = UsedSecrets.fingerprint(secret);
            if (!used.isCurrent(id)) {
                if (used.isEarlier(id)) {
                    throw new IOException("pre-shared secret " + file + " was used before; make a new one, for both ends");
                }
                requireLength(secret);
                used.retire();
                begin(files, secret);
                used.begin(id);
            }
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static void requirePrivate(Path secret) throws IOException {
        String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(secret));
        if (!permissions.endsWith("------")) {
            throw new IOException("pre-shared secret " + secret + " has permissions " + permissions
                    + "; nobody but its owner may read it (rw-------)");
        }
    }

    private static void requireLength(byte[] secret) throws IOException {
        if (secret.length < KeyPool.MINIMUM_SECRET_BYTES) {
            throw new IOException("pre-shared secret of " + secret.length + " bytes; at least " + KeyPool.MINIMUM_SECRET_BYTES
                    + " are needed");
        }
    }

    private static void begin(PoolFiles files, byte[] secret) throws IOException {
        for (long old : files.readSegments().keySet()) {
            files.deleteSegment(old);
        }
        HandshakeMemory.clear(files);
        int half = (secret.length - HASH_KEYS) / (2 * WegmanCarter.TAG_BYTES) * WegmanCarter.TAG_BYTES;
        byte[] hashKeys = Arrays.copyOf(secret, HASH_KEYS);
        byte[] segment = Arrays.copyOfRange(secret, HASH_KEYS, HASH_KEYS + 2 * half);
        try {
            files.write(KeyPool.HASH_KEY, hashKeys);
            files.writeSegment(0, segment);
        } finally {
            Arrays.fill(hashKeys, (byte) 0);
            Arrays.fill(segment, (byte) 0);
        }
        files.write(KeyPool.POSITION, new byte[KeyPool.POSITION_BYTES]);
    }
}
