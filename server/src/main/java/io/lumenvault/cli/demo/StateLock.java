package io.lumenvault.cli.demo;

import io.lumenvault.cli.CommandFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** One demo a state folder. The system lets go of the lock when its holder dies, however it dies. */
final class StateLock implements AutoCloseable {

    private static final String FILE = "demo.lock";

    private final Path state;
    private final FileChannel channel;

    private StateLock(Path state, FileChannel channel) {
        this.state = state;
        this.channel = channel;
    }

    static StateLock take(Path state) throws IOException {
        FileChannel channel = FileChannel.open(state.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new StateLock(state, channel);
            }
        } catch (OverlappingFileLockException _) {
            // Held by this very process: the same answer as from another one.
        }
        channel.close();
        throw new CommandFailure("a demo already runs on " + state + ": stop it first, or choose another folder with LUMENVAULT_HOME");
    }

    /** Removes everything in the folder but the lock itself. */
    void empty() throws IOException {
        try (Stream<Path> files = Files.walk(state)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(state) && !file.equals(state.resolve(FILE))) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
