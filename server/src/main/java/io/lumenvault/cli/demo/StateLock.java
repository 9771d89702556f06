package io.lumenvault.cli.demo;

import io.lumenvault.cli.CommandFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One demo a state folder. The system lets go of the lock when its holder dies, however it dies. */
final class StateLock implements AutoCloseable {

    private final FileChannel channel;

    private StateLock(FileChannel channel) {
        this.channel = channel;
    }

    static StateLock take(Path state) throws IOException {
        FileChannel channel = FileChannel.open(state.resolve("demo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new StateLock(channel);
            }
        } catch (OverlappingFileLockException _) {
            // Held by this very process: the same answer as from another one.
        }
        channel.close();
        throw new CommandFailure("a demo already runs on " + state + ": stop it first, or choose another folder with LUMENVAULT_HOME");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
