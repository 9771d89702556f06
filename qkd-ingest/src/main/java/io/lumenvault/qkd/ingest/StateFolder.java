package io.lumenvault.qkd.ingest;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The state folder of a module: private, and used by one process at a time. */
public final class StateFolder {
    /** Of this process, held until it ends: a channel that nobody holds is closed with its lock. */
    private static final List<FileChannel> LOCKED = new CopyOnWriteArrayList<>();

    private StateFolder() {
    }

    /** Creates the folder and locks it until the process ends. */
    @SuppressWarnings("resource")
    public static void prepare(Path folder) throws IOException {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locks(channel)) {
            channel.close();
            throw new IOException("state folder " + folder + " is in use by another process");
        }
        LOCKED.add(channel);
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException ownProcess) {
            return false;
        }
    }
}
