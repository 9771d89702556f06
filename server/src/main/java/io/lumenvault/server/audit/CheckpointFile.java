package io.lumenvault.server.audit;

import io.lumenvault.tlog.SignedNote;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The last signed head in a file beside the database. */
public final class CheckpointFile implements CheckpointHolder {

    private final Path file;

    /** @param file where it is kept; its folder exists */
    public CheckpointFile(Path file) {
        this.file = Objects.requireNonNull(file, "file");
    }

    @Override
    public String place() {
        return file.toString();
    }

    @Override
    public Optional<SignedNote> read() {
        try {
            return Optional.of(SignedNote.parse(Files.readString(file)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (IllegalArgumentException damaged) {
            throw new LogRolledBackException("the audit log's checkpoint in " + file + " cannot be read: " + damaged.getMessage());
        }
    }

    @Override
    public void write(SignedNote note) {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(next);
            var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            try (FileChannel channel = FileChannel.open(next, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(note.text());
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
