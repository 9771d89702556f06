package io.lumenvault.cli.site;

import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A PKCS#11 library in processes of its own, behind {@code p11-kit server}: one process listens on a socket, and one serves each
 * connection. Whoever uses it loads {@code p11-kit-client.so}.
 */
public final class P11KitServer implements AutoCloseable {

    private static final List<Path> PROGRAMS =
            List.of(Path.of("/usr/libexec/p11-kit/p11-kit-server"), Path.of("/usr/lib/p11-kit/p11-kit-server"));
    private static final List<Path> CLIENTS = Stream.of("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib")
            .map(folder -> Path.of(folder, "pkcs11", "p11-kit-client.so")).toList();
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 5;

    private final Path library;
    private final Map<String, String> environment;
    private final Path log;
    private final Path folder;
    private ChildProcess process;

    /**
     * @param library the library to serve
     * @param environment in which it finds its tokens
     * @param log where the server's output goes
     */
    public P11KitServer(Path library, Map<String, String> environment, Path log) throws IOException {
        this.library = library;
        this.environment = Map.copyOf(environment);
        this.log = log;
        // The address of a local socket has room for some 100 characters.
        this.folder = Files.createTempDirectory("lumenvault");
    }

    /** The library that its users load. */
    public static Path client() {
        return installed(CLIENTS);
    }

    private static Path installed(List<Path> places) {
        return places.stream().filter(Files::exists).findFirst().orElseThrow(() -> new CommandFailure(
                "p11-kit is missing: there is no " + places.getFirst().getFileName() + "; install the packages p11-kit and p11-kit-modules"));
    }

    private Path socket() {
        return folder.resolve("socket");
    }

    /** What its users have in the environment variable P11_KIT_SERVER_ADDRESS. */
    public String address() {
        return "unix:path=" + socket();
    }

    /** Starts it; it listens when this returns. */
    public void start() throws IOException, InterruptedException {
        Files.deleteIfExists(socket());
        process = ChildProcess.start("p11-kit server", List.of(installed(PROGRAMS).toString(), "-f", "--provider", library.toString(),
                "--name", socket().toString(), "pkcs11:"), environment, log);
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!Files.exists(socket())) {
            if (!process.alive() || System.nanoTime() > deadline) {
                throw new IOException("p11-kit server does not listen: " + process.lastWords());
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** SIGKILL to its processes themselves: those of connections would outlive the one that listens. */
    public void kill() {
        List<ProcessHandle> all = processes();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().join());
    }

    /** Its processes do nothing any more (SIGSTOP), until {@link #goOn}. */
    public void halt() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Its processes go on (SIGCONT). */
    public void goOn() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        for (ProcessHandle one : processes()) {
            int exit = new ProcessBuilder("kill", "-" + name, Long.toString(one.pid())).inheritIO().start().waitFor();
            if (exit != 0 && one.isAlive()) {
                throw new IOException("kill -" + name + " of p11-kit server ended with " + exit);
            }
        }
    }

    private List<ProcessHandle> processes() {
        return ProcessHandle.of(process.pid()).stream().flatMap(parent -> Stream.concat(parent.descendants(), Stream.of(parent))).toList();
    }

    @Override
    public void close() throws IOException {
        if (process != null) {
            kill();
        }
        Files.deleteIfExists(socket());
        Files.deleteIfExists(folder);
    }
}
