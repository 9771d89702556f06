package io.lumenvault.qkd.distillation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The number of the next block, on disk: eight bytes, overwritten in place (one sector) and flushed. */
public final class SequenceFile {
    private final Path file;
    private long next;

    /** @param file created with 0 where it is absent */
    public SequenceFile(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            byte[] content = Files.readAllBytes(file);
            if (content.length != Long.BYTES) {
                throw new IOException(file + " is damaged: " + content.length + " bytes, 8 are needed");
            }
            next = ByteBuffer.wrap(content).getLong();
        } else {
            begin();
        }
    }

    /** The number that the next block gets if the peer does not know a higher one. */
    public synchronized long next() {
        return next;
    }

    /** Uses up every number below {@code value}; durable on return. */
    synchronized void advance(long value) {
        if (value > next) {
            try {
                write(value);
            } catch (IOException e) {
                throw new UncheckedIOException("sequence number could not be stored in " + file, e);
            }
        }
    }

    /** The new file has its eight bytes from its first moment. */
    private void begin() throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, new byte[Long.BYTES]);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        write(0);
    }

    private void write(long value) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(Long.BYTES).putLong(value).flip(), 0);
            channel.force(true);
        }
        next = value;
    }
}
