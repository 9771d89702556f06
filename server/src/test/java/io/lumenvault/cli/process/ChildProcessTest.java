package io.lumenvault.cli.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    /** A parent that gets killed: starts a child, prints its number, waits for ever. */
    static final class Parent {

        private Parent() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            IO.println(ChildProcess.start("sleeper", List.of("sleep", "1000"), Map.of(), Path.of(arguments[0])).pid());
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    private ChildProcess shell(String script) throws IOException {
        return ChildProcess.start("the script", List.of("sh", "-c", script), Map.of("GREETING", "hello"), folder.resolve("log"));
    }

    @Test
    void awaitLine_lineAppears_returns() throws Exception {
        ChildProcess child = shell("echo $GREETING there; exec sleep 1000");
        child.awaitLine("hello", LONG);
        assertTrue(child.alive());
        child.stop(LONG);
        assertFalse(child.alive());
    }

    @Test
    void awaitLine_processEnds_reportsLastWords() throws Exception {
        ChildProcess child = shell("echo starting; echo 'the disk is full' >&2; exit 3");
        IOException failure = assertThrows(IOException.class, () -> child.awaitLine("ready", LONG));
        assertTrue(failure.getMessage().startsWith("the script ended: the disk is full (log: "), failure.getMessage());
        assertEquals(3, child.exitCode());
    }

    @Test
    void awaitLine_saidByEarlierRunOnly_isNotTaken() throws Exception {
        Files.writeString(folder.resolve("log"), "ready\n");
        ChildProcess child = shell("exit 1");
        assertThrows(IOException.class, () -> child.awaitLine("ready", LONG));
    }

    @Test
    void stop_signalIgnored_kills() throws Exception {
        ChildProcess child = shell("trap '' TERM; echo deaf; while true; do sleep 1; done");
        child.awaitLine("deaf", LONG);
        child.stop(Duration.ofMillis(200));
        assertFalse(child.alive());
    }

    @Test
    void kill_parent_childEnds() throws Exception {
        Process parent = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp", System.getProperty("java.class.path"),
                Parent.class.getName(), folder.resolve("sleeper.log").toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader output = parent.inputReader()) {
            ProcessHandle child = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
            assertTrue(child.isAlive());
            parent.destroyForcibly().waitFor();
            child.onExit().get(LONG.toSeconds(), TimeUnit.SECONDS);
        } finally {
            parent.destroyForcibly();
        }
    }
}
