package io.lumenvault.qkd.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The numbers that this end has used, on disk: the next free one, and the SHA-256 of what the last one was used for, so that the same
 * number is never given to something else, whenever this end was killed.
 */
final class NumberFile {
    private static final int DIGEST_BYTES = 32;

    private final Path file;
    private long next;
    private byte[] digest = new byte[DIGEST_BYTES];

    /** @param file begins with number 0 where it is absent */
    NumberFile(Path file) throws IOException {
        this.file = file.toAbsolutePath();
        if (Files.exists(file)) {
            byte[] content = Files.readAllBytes(file);
            if (content.length != Long.BYTES + DIGEST_BYTES) {
                throw new IOException(file + " is damaged: " + content.length + " bytes, " + (Long.BYTES + DIGEST_BYTES) + " are needed");
            }
            next = ByteBuffer.wrap(content).getLong();
            digest = Arrays.copyOfRange(content, Long.BYTES, content.length);
        }
    }

    /** The lowest free number. */
    synchronized long next() {
        return next;
    }

    /** Whether this number is the last one used, and was used for this. */
    synchronized boolean isLast(long number, byte[] what) {
        return number == next - 1 && MessageDigest.isEqual(what, digest);
    }

    /** Uses a number that is free, and with it all below; durable on return. @param what SHA-256 of what it is used for */
    synchronized void use(long number, byte[] what) {
        if (number < next || number == Long.MAX_VALUE) {
            throw new IllegalArgumentException("number " + number + " is not free; " + next + " is the next");
        }
        write(number + 1, what);
    }

    /** The other end has used all numbers below this one. */
    synchronized void skipTo(long free) {
        if (free > next) {
            write(free, new byte[DIGEST_BYTES]);
        }
    }

    /** Into a new file that takes the place of the old one: whenever this process ends, one of them is whole. */
    private void write(long value, byte[] what) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                channel.write(ByteBuffer.allocate(Long.BYTES + DIGEST_BYTES).putLong(value).put(what).flip());
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the number could not be stored in " + file, e);
        }
        next = value;
        digest = what.clone();
    }
}
