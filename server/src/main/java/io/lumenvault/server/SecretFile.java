package io.lumenvault.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A file that holds a secret: readable by its owner alone. */
final class SecretFile {

    private SecretFile() {}

    /**
     * The file's text without surrounding blanks.
     *
     * @throws StartupException when it cannot be read or others may read it
     */
    static String text(Path file) {
        requirePrivate(file);
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new StartupException("cannot read " + file + ": " + unreadable.getMessage());
        }
    }

    /** Refuses a file that is missing or that its group or others may read. */
    static void requirePrivate(Path file) {
        if (!Files.isReadable(file)) {
            throw new StartupException("cannot read " + file);
        }
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (permissions.contains(PosixFilePermission.GROUP_READ) || permissions.contains(PosixFilePermission.OTHERS_READ)) {
                throw new StartupException(file + " may be read by others; its mode must be 0600");
            }
        } catch (IOException unreadable) {
            throw new StartupException("cannot read " + file + ": " + unreadable.getMessage());
        }
    }
}
