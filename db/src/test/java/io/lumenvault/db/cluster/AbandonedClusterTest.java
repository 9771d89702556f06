package io.lumenvault.db.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A starter that is killed with SIGKILL leaves no PostgreSQL behind. */
class AbandonedClusterTest {

    private static final Path BINARIES = Path.of("target", "postgresql").toAbsolutePath();

    @TempDir
    private Path temporary;

    /** The starter that gets killed: starts a cluster, prints its process number, waits for ever. */
    static final class Starter {

        private Starter() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            PostgresCluster cluster = PostgresCluster.open(Path.of(arguments[0]), Path.of(arguments[1])).start();
            IO.println(cluster.pid());
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    @Test
    void kill_starter_postgresEndsAndNextStartSucceeds() throws Exception {
        Path folder = temporary.resolve("site");
        Process starter = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp", System.getProperty("java.class.path"),
                Starter.class.getName(), folder.toString(), BINARIES.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader output = starter.inputReader()) {
            ProcessHandle postgres = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
            starter.destroyForcibly().waitFor();
            postgres.onExit().get(30, TimeUnit.SECONDS);
        } finally {
            starter.destroyForcibly();
        }
        try (PostgresCluster next = PostgresCluster.open(folder, BINARIES).start()) {
            assertTrue(next.running());
            assertEquals(ProcessHandle.current().pid(), ProcessHandle.of(next.pid()).orElseThrow().parent().orElseThrow().pid());
        }
    }
}
