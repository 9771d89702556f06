package io.lumenvault.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that is gone, with all that was put there, when it is closed.
 *
 * @param path mode 0711: PostgreSQL's user passes through, nobody lists
 */
public record TemporaryFolder(Path path) implements AutoCloseable {

    /** Makes one where the system keeps such folders. */
    public static TemporaryFolder create(String prefix) throws IOException {
        Path made = Files.createTempDirectory(prefix);
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx--x--x"));
        return new TemporaryFolder(made);
    }

    @Override
    public void close() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(path)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
