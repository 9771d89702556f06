package io.lumenvault.witness;

import io.lumenvault.tlog.Checkpoint;
import io.lumenvault.tlog.SignedNote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/** The last head that was cosigned for each log, one file a log. A head is durable before its cosignature leaves. */
public final class WitnessedHeads {

    private final Path folder;

    /** @param folder where the files are; it exists */
    public WitnessedHeads(Path folder) {
        this.folder = Objects.requireNonNull(folder, "folder");
    }

    /** The last head of a log, or null before the first. @throws IOException when its file is damaged: then nothing may be cosigned */
    Checkpoint last(String origin) throws IOException {
        Path file = file(origin);
        try {
            return SignedNote.parse(Files.readString(file)).checkpoint();
        } catch (NoSuchFileException none) {
            return null;
        } catch (IllegalArgumentException damaged) {
            throw new IOException(file + " cannot be read: " + damaged.getMessage(), damaged);
        }
    }

    /** Replaces the head of its log, in one step. */
    void keep(SignedNote note) throws IOException {
        Path file = file(note.checkpoint().origin());
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(note.text());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /** An origin may hold any character; its hash names the file. */
    private Path file(String origin) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(origin.getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(hash, 0, 16) + ".checkpoint");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
