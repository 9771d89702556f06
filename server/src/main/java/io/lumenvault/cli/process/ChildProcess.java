package io.lumenvault.cli.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that this one has started. It runs in a session of its own, so that the terminal's Ctrl-C reaches only its parent,
 * and the kernel tells it to stop (SIGTERM) when its parent is gone, however that ended.
 */
public final class ChildProcess {

    private static final long LOG_LIMIT = 16L << 20;
    private static final int LOG_TAIL = 8192;
    private static final Duration POLL = Duration.ofMillis(20);

    private final String name;
    private final Process process;
    private final Path log;
    private final long logStart;

    private ChildProcess(String name, Process process, Path log, long logStart) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.logStart = logStart;
    }

    /**
     * Starts a process.
     *
     * @param name what it is, for messages
     * @param environment added to this process's environment
     * @param log where both of its output streams go, appended
     */
    public static ChildProcess start(String name, List<String> command, Map<String, String> environment, Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        long logStart = Files.exists(log) ? Files.size(log) : 0;
        ProcessBuilder builder = builder(command, environment).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return new ChildProcess(name, launch(builder), log, logStart);
    }

    /** Starts a process that speaks on this one's own output. */
    public static ChildProcess inForeground(String name, List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = builder(command, environment).redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        return new ChildProcess(name, launch(builder), Path.of("/dev/null"), 0);
    }

    private static ProcessBuilder builder(List<String> command, Map<String, String> environment) {
        List<String> whole = new ArrayList<>();
        if (SearchPath.has("setsid")) {
            whole.add("setsid");
        }
        if (SearchPath.has("setpriv")) {
            whole.addAll(List.of("setpriv", "--pdeathsig", "TERM"));
        }
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole).redirectInput(Path.of("/dev/null").toFile());
        builder.environment().putAll(environment);
        return builder;
    }

    /** The kernel's signal goes by the parent thread, not by its process: this thread lives as long as the child. */
    private static Process launch(ProcessBuilder builder) throws IOException {
        CompletableFuture<Process> started = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("parent").start(() -> {
            try {
                Process process = builder.start();
                started.complete(process);
                process.waitFor();
            } catch (IOException | InterruptedException e) {
                started.completeExceptionally(e);
            }
        });
        try {
            return started.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while starting " + builder.command().getFirst(), e);
        }
    }

    /**
     * Waits for a line of output that begins with {@code prefix}.
     *
     * @throws IOException with the process's last words if it ends or takes longer than {@code limit}
     */
    public void awaitLine(String prefix, Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!said(prefix)) {
            if (awaitEnd(POLL)) {
                if (said(prefix)) {
                    return;
                }
                throw new IOException(name + " ended: " + lastWords() + " (log: " + log + ")");
            }
            if (System.nanoTime() > deadline) {
                throw new IOException(name + " was not ready after " + limit.toSeconds() + " s: " + lastWords() + " (log: " + log + ")");
            }
        }
    }

    private boolean said(String prefix) throws IOException {
        return output(Integer.MAX_VALUE).lines().anyMatch(line -> line.startsWith(prefix));
    }

    /** The last line of the output so far. */
    public String lastWords() throws IOException {
        return output(LOG_TAIL).lines().filter(line -> !line.isBlank() && !line.startsWith("\t")).reduce((_, last) -> last).orElse("it said nothing");
    }

    private String output(int most) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(logStart, file.length() - most);
            file.seek(from);
            byte[] text = new byte[(int) (file.length() - from)];
            file.readFully(text);
            return new String(text, StandardCharsets.UTF_8);
        }
    }

    /** What this process is, for messages. */
    public String name() {
        return name;
    }

    /** The process number. */
    public long pid() {
        return process.pid();
    }

    /** Whether it runs. */
    public boolean alive() {
        return process.isAlive();
    }

    /** Its exit code, once it has ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Asks it to end (SIGTERM) and returns at once. */
    public void terminate() {
        process.destroy();
    }

    /** Ends it with SIGKILL, as a crash would, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Waits until it has ended. */
    public boolean awaitEnd(Duration limit) throws IOException {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return !process.isAlive();
        } catch (ExecutionException e) {
            throw new IOException("cannot watch " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + name, e);
        }
    }

    /** Asks it to end and, if it has not after {@code limit}, kills it. */
    public void stop(Duration limit) throws IOException {
        terminate();
        if (!awaitEnd(limit)) {
            kill();
        }
    }
}
