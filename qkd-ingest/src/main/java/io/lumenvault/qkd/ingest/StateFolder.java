package io.lumenvault.qkd.ingest;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The state folder of a module: private, and used by one process at a time. */
public final class StateFolder {
    private StateFolder() {
    }

    /** Creates the folder and locks it until the process ends. */
    @SuppressWarnings("resource")
    public static void prepare(Path folder) throws IOException {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new IOException("state folder " + folder + " is in use by another process");
        }
    }
}
