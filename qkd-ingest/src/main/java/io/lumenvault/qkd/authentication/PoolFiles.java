package io.lumenvault.qkd.authentication;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeMap;

/** The files of a pool, all of mode 0600; each write is durable when the method returns. */
final class PoolFiles {
    private static final String SEGMENT = ".segment";
    private final Path folder;

    PoolFiles(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** The content of a file, or null where there is none. */
    byte[] read(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? Files.readAllBytes(file) : null;
    }

    /** Replaces a file: new content under another name, flushed, then renamed over the old one. */
    void write(String name, byte[] content) throws IOException {
        Path part = folder.resolve(name + ".new");
        Files.deleteIfExists(part);
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel = FileChannel.open(part,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner)) {
            ByteBuffer source = ByteBuffer.wrap(content);
            while (source.hasRemaining()) {
                channel.write(source);
            }
            channel.force(true);
        }
        Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        flushFolder();
    }

    /** Removes a file, if it is there. */
    void delete(String name) throws IOException {
        if (Files.deleteIfExists(folder.resolve(name))) {
            flushFolder();
        }
    }

    private void flushFolder() throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    TreeMap<Long, byte[]> readSegments() throws IOException {
        TreeMap<Long, byte[]> segments = new TreeMap<>();
        try (var files = Files.newDirectoryStream(folder, "*" + SEGMENT)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                segments.put(Long.parseLong(name.substring(0, name.length() - SEGMENT.length())), Files.readAllBytes(file));
            }
        }
        return segments;
    }

    void writeSegment(long id, byte[] content) throws IOException {
        write(id + SEGMENT, content);
    }

    /** Overwrites and removes a segment. */
    void deleteSegment(long id) throws IOException {
        Path file = folder.resolve(id + SEGMENT);
        if (Files.exists(file)) {
            Files.write(file, new byte[(int) Files.size(file)], StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.delete(file);
        }
    }
}
