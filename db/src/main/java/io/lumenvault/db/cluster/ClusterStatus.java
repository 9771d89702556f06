package io.lumenvault.db.cluster;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * What the supervision of a cluster has seen since it was started, as a file that the server, which is another process, reads.
 *
 * @param state whether it serves now
 * @param restarts how often PostgreSQL was started again
 * @param lastRestart when that was last, if it was
 * @param reason why, in words; empty if it was not
 */
public record ClusterStatus(State state, long restarts, Optional<Instant> lastRestart, String reason) {

    /** Whether the server accepts connections, is on its way there, or is waited for before it is started again. */
    public enum State { SERVES, RECOVERS, ENDED }

    public ClusterStatus {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(lastRestart, "lastRestart");
        Objects.requireNonNull(reason, "reason");
        if (restarts < 0) {
            throw new IllegalArgumentException("there are 0 restarts or more, not " + restarts);
        }
    }

    static ClusterStatus fresh() {
        return new ClusterStatus(State.SERVES, 0, Optional.empty(), "");
    }

    ClusterStatus with(State next) {
        return new ClusterStatus(next, restarts, lastRestart, reason);
    }

    ClusterStatus restarted(Instant time, String why) {
        return new ClusterStatus(State.RECOVERS, restarts + 1, Optional.of(time), why);
    }

    /** Reads the file; empty where there is none. */
    public static Optional<ClusterStatus> read(Path file) throws IOException {
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ClusterStatus(State.valueOf(values.getProperty("state", "")), Long.parseLong(values.getProperty("restarts", "")),
                    Optional.ofNullable(values.getProperty("last-restart")).map(Instant::parse), values.getProperty("reason", "")));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException(file + " is not the status of a cluster", e);
        }
    }

    /** Replaces the file as a whole. */
    void write(Path file) throws IOException {
        Properties values = new Properties();
        values.setProperty("state", state.name());
        values.setProperty("restarts", Long.toString(restarts));
        lastRestart.ifPresent(time -> values.setProperty("last-restart", time.toString()));
        values.setProperty("reason", reason);
        StringWriter text = new StringWriter();
        values.store(text, null);
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(next, text.toString());
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
