package io.lumenvault.db.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The file {@code postmaster.pid} of a data folder: who runs the cluster and whether it is ready.
 *
 * @param process the process number on the first line
 * @param ready whether the server said that it accepts connections
 */
record PostmasterPid(long process, boolean ready) {

    private static final int STATUS_LINE = 7;

    /** Reads the file; empty where there is none or where it is only half written. */
    static Optional<PostmasterPid> read(Path data) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file(data), StandardCharsets.UTF_8);
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
        if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d+")) {
            return Optional.empty();
        }
        boolean ready = lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
        return Optional.of(new PostmasterPid(Long.parseLong(lines.getFirst().strip()), ready));
    }

    static Path file(Path data) {
        return data.resolve("postmaster.pid");
    }

    /** Whether that process is alive and really is a PostgreSQL on this data folder: process numbers are used again. */
    boolean runs(Path data) throws IOException {
        try {
            String command = Files.readString(Path.of("/proc", Long.toString(process), "cmdline"), StandardCharsets.ISO_8859_1);
            List<String> words = List.of(command.split("\0"));
            return words.getFirst().endsWith("postgres") && words.contains(data.toString());
        } catch (NoSuchFileException _) {
            return false;
        }
    }
}
