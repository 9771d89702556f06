package io.lumenvault.hsm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * SoftHSM2 in processes of its own behind {@code p11-kit server}. The socket is where P11_KIT_SERVER_ADDRESS of the test process
 * says (hsm/pom.xml). The server has one process that listens and one for each connection.
 */
final class P11KitServer {

    static final Path CLIENT = Stream.of("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib")
            .map(folder -> Path.of(folder, "pkcs11", "p11-kit-client.so")).filter(Files::exists).findFirst()
            .orElse(Path.of("/usr/lib/x86_64-linux-gnu/pkcs11/p11-kit-client.so"));
    static final Path PROGRAM = Path.of("/usr/libexec/p11-kit/p11-kit-server");

    private static final int READY = 24;
    private static final Path SOCKET = Path.of(System.getenv("P11_KIT_SERVER_ADDRESS").substring("unix:path=".length()));
    private static final Path FOLDER = TestToken.emptied(SOCKET.getParent());
    private static P11KitServer shared;

    private Process process;
    private int used;

    /** The one server of this process, running. */
    static synchronized P11KitServer shared() {
        if (shared == null) {
            shared = new P11KitServer();
            makeTokens();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::kill));
            shared.start();
        }
        return shared;
    }

    /** In a process of its own, since SoftHSM2 reads the variable SOFTHSM2_CONF once and here it names another folder. */
    private static void makeTokens() {
        String labels = IntStream.range(0, READY).mapToObj(P11KitServer::label).collect(Collectors.joining(","));
        run(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--enable-native-access=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"), Tokens.class.getName(), FOLDER.toString(), labels));
    }

    /** Makes tokens of these labels in a folder. */
    static final class Tokens {
        public static void main(String[] arguments) {
            for (String label : arguments[1].split(",")) {
                TokenSetup.create(TestToken.LIBRARY, Path.of(arguments[0]), label);
            }
        }
    }

    private static void run(ProcessBuilder builder) {
        builder.environment().put(TokenSetup.CONFIGURATION_VARIABLE, FOLDER.resolve("softhsm2.conf").toString());
        try {
            int exit = builder.inheritIO().start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException(builder.command().getFirst() + " ended with " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String label(int index) {
        return "p11-kit-" + index;
    }

    synchronized TestToken token() {
        return new TestToken(CLIENT, "", label(used++), FOLDER.resolve("pin"));
    }

    /** Starts the server; returns when it listens. */
    void start() {
        ProcessBuilder builder = new ProcessBuilder(PROGRAM.toString(), "-f", "--provider", TestToken.LIBRARY.toString(),
                "--name", SOCKET.toString(), "pkcs11:");
        builder.environment().putAll(Map.of(TokenSetup.CONFIGURATION_VARIABLE, FOLDER.resolve("softhsm2.conf").toString()));
        try {
            Files.deleteIfExists(SOCKET);
            process = builder.redirectErrorStream(true).redirectOutput(FOLDER.resolve("server.log").toFile()).start();
            while (!Files.exists(SOCKET)) {
                if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("p11-kit server ended with " + process.exitValue());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** SIGKILL to the server's processes themselves, those of connections first. */
    void kill() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().join());
    }

    /** Sends this signal to the server's processes. */
    void signal(String name) {
        Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .forEach(one -> run(new ProcessBuilder("kill", "-" + name, Long.toString(one.pid()))));
    }

    void ensureRunning() {
        if (process.isAlive()) {
            signal("CONT");
        } else {
            start();
        }
    }
}
