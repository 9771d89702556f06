package io.lumenvault.db.cluster;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Makes and removes folders, and says in one line which path it was that could not be written. */
final class Folders {

    private Folders() {}

    /** Creates the folder and its missing parents; others may pass through it ({@code rwx--x--x}) but not list it. */
    static void create(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            if (!Files.isWritable(folder)) {
                throw new IOException("cannot write to " + folder + ": permission denied or read-only file system");
            }
            return;
        }
        try {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
        } catch (FileSystemException e) {
            throw new IOException("cannot create the folder " + folder + ": " + reason(e), e);
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }

    private static String reason(FileSystemException e) {
        return switch (e) {
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> e.getFile() + " is not a folder";
            case NoSuchFileException _ -> "the system refuses " + e.getFile();
            default -> e.getReason() == null ? e.getMessage() : e.getReason();
        };
    }
}
