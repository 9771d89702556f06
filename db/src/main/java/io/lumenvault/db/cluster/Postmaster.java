package io.lumenvault.db.cluster;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The server process of one cluster: started, watched until it is ready, stopped. */
final class Postmaster {

    private static final Duration FAST_LIMIT = Duration.ofSeconds(6);
    private static final Duration IMMEDIATE_LIMIT = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int LOG_TAIL = 4096;

    private final Path data;
    private final Process process;

    private Postmaster(Path data, Process process) {
        this.data = data;
        this.process = process;
    }

    /** Starts the server on {@code port} and returns when it accepts connections. */
    static Postmaster start(ServiceAccount account, Path program, Path data, Path log, int port) throws IOException {
        long logged = Files.exists(log) ? Files.size(log) : 0;
        Postmaster postmaster = launch(account, program, data, log, port);
        postmaster.awaitReady(log, logged);
        return postmaster;
    }

    /** Starts the server on {@code port} and leaves it to its recovery. */
    static Postmaster launch(ServiceAccount account, Path program, Path data, Path log, int port) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "-D", data.toString()));
        Settings.all(port).forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        ProcessBuilder builder = new ProcessBuilder(account.command(command)).directory(Path.of("/").toFile())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        return new Postmaster(data, launch(builder));
    }

    /**
     * Starts the process from a thread that lives as long as it does: the signal that the kernel sends
     * at the death of the parent goes by the parent thread, not by its process.
     */
    private static Process launch(ProcessBuilder builder) throws IOException {
        CompletableFuture<Process> started = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("postgres-parent").start(() -> {
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
            throw new IOException("cannot run PostgreSQL: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL was starting", e);
        }
    }

    /** Replaying the log of a crashed cluster may take long: it is waited for while it goes on. */
    private void awaitReady(Path log, long logged) throws IOException {
        RecoveryWatch watch = new RecoveryWatch(RecoveryWatch.Limits.USUAL);
        long nextLook = System.nanoTime();
        while (true) {
            Optional<PostmasterPid> pid = PostmasterPid.read(data);
            if (pid.isPresent() && pid.get().process() == process.pid() && pid.get().ready()) {
                return;
            }
            if (waitFor(process.toHandle(), Duration.ofMillis(20))) {
                throw new StartFailure(lastWords(log, logged), log);
            }
            if (System.nanoTime() - nextLook >= 0) {
                nextLook = System.nanoTime() + LOOK.toNanos();
                if (watch.look(ServerAnswer.REFUSES, processes(), System.nanoTime()) != RecoveryWatch.Verdict.WAIT) {
                    stop();
                    throw new IOException("PostgreSQL does not become ready, and its recovery does not go on (log: " + log + ")");
                }
            }
        }
    }

    /** The server's processes. */
    ServerProcesses processes() throws IOException {
        return ServerProcesses.below(process.toHandle());
    }

    /** The last complaint in the log since {@code from}, for an error that fits on one line. */
    private static String lastWords(Path log, long from) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(from, file.length() - LOG_TAIL));
            byte[] tail = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(tail);
            List<String> lines = new String(tail, StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList();
            return lines.stream().filter(line -> line.contains("FATAL:") || line.contains("could not bind")).findFirst()
                    .orElse(lines.isEmpty() ? "it said nothing" : lines.getLast());
        }
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Kills the process without warning, as a crash would. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Fast shutdown (SIGINT); after some seconds immediate shutdown (SIGQUIT, recovers at the next start), then SIGKILL. */
    void stop() throws IOException {
        stop(process.toHandle());
    }

    /** Ends the server by whatever it takes, and then those of its processes that outlived it: they would keep the next one from starting. */
    void end(List<ProcessHandle> children) throws IOException {
        List<ProcessHandle> all = new ArrayList<>(children);
        process.children().forEach(all::add);
        stop();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle child : all) {
            waitFor(child, IMMEDIATE_LIMIT);
        }
    }

    /** Stops the server that another, dead process of ours left on this data folder. */
    static void stopLeftover(Path data) throws IOException {
        Optional<PostmasterPid> pid = PostmasterPid.read(data);
        if (pid.isEmpty()) {
            return;
        }
        Optional<ProcessHandle> handle = ProcessHandle.of(pid.get().process());
        if (handle.isPresent() && pid.get().runs(data)) {
            stop(handle.get());
        }
        // What remains is a file whose process is gone or has become another program; PostgreSQL might take that one for itself.
        Files.deleteIfExists(PostmasterPid.file(data));
    }

    private static void stop(ProcessHandle process) throws IOException {
        signal(process, "INT");
        if (waitFor(process, FAST_LIMIT)) {
            return;
        }
        signal(process, "QUIT");
        if (waitFor(process, IMMEDIATE_LIMIT)) {
            return;
        }
        signal(process, "KILL");
        waitFor(process, IMMEDIATE_LIMIT);
    }

    private static void signal(ProcessHandle process, String signal) throws IOException {
        if (process.isAlive()) {
            Commands.succeeds(List.of("sh", "-c", "kill -s \"$0\" \"$1\"", signal, Long.toString(process.pid())));
        }
    }

    private static boolean waitFor(ProcessHandle process, Duration limit) throws IOException {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return !process.isAlive();
        } catch (ExecutionException e) {
            throw new IOException("cannot watch process " + process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while watching PostgreSQL", e);
        }
    }
}
