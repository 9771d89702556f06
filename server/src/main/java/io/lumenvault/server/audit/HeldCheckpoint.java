package io.lumenvault.server.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The last signed head of the log, kept in a file beside the database: who can rewrite the database cannot take the log back behind
 * it unseen. It is written after the head's commit, so it may be one head behind and is never ahead.
 */
public final class HeldCheckpoint {

    private final Path file;

    /** @param file where it is kept; its folder exists */
    public HeldCheckpoint(Path file) {
        this.file = Objects.requireNonNull(file, "file");
    }

    /**
     * A head as the file holds it.
     *
     * @param size number of entries
     * @param root of the tree over them
     * @param note the whole signed note
     */
    record Head(long size, byte[] root, String note) {}

    /** The head that is held, or empty before the first. */
    Optional<Head> read() {
        try {
            String note = Files.readString(file);
            String[] lines = note.split("\n", 4);
            return Optional.of(new Head(Long.parseLong(lines[1]), Base64.getDecoder().decode(lines[2]), note));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException damaged) {
            throw new LogRolledBackException("the audit log's checkpoint in " + file + " cannot be read");
        }
    }

    /** Replaces it, durably and in one step. */
    void write(String note) {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(next);
            var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            try (FileChannel channel = FileChannel.open(next, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(note);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
