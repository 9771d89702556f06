package io.lumenvault.cli.process;

import io.lumenvault.cli.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The command lines that run parts of the built application with this JVM's own Java.
 *
 * @param application the folder {@code quarkus-app} of the build
 * @param aotOutput where a server leaves an AOT cache (JEP 514) when it ends, or null: then it uses the application's, where there is one
 */
public record JavaCommand(Path application, Path aotOutput) {

    /** The AOT cache of the server, in the application's folder: classes read, linked and profiled ahead of time. */
    public static final String AOT_CACHE = "server.aot";

    /** The environment variable with further options of a server's JVM, such as {@code -Xmx2g}; later ones win over earlier ones. */
    public static final String SERVER_OPTIONS = "LUMENVAULT_SERVER_JVM_OPTIONS";

    /** The system property by which the launcher names the application's folder. */
    private static final String PROPERTY = "lumenvault.app";

    /** Checks that the application is there. */
    public JavaCommand {
        Objects.requireNonNull(application, "application");
        if (!Files.isRegularFile(application.resolve("quarkus-run.jar"))) {
            throw new IllegalArgumentException("the application is not built: " + application.resolve("quarkus-run.jar") + " is missing");
        }
    }

    /** Runs an application as it is. */
    public JavaCommand(Path application) {
        this(application, null);
    }

    /** The application that the launcher has built and named. */
    public static JavaCommand launched() {
        String folder = System.getProperty(PROPERTY);
        if (folder == null) {
            throw new IllegalStateException("the system property " + PROPERTY + " is not set; start with ./lumenvault");
        }
        return new JavaCommand(Path.of(folder).toAbsolutePath());
    }

    /** Runs the server with the given configuration file. */
    public List<String> server(Path configuration) {
        // With the usual young generation, of 32 MiB at first, Create answered 2,407 requests a second where it answers 3,098 now.
        // The server's classes take 100 MiB: from the usual 21 MiB on, each start would stand still for three full collections.
        List<String> command = java("-Xms256m", "-Xmn128m", "-Xmx512m", "-XX:MetaspaceSize=128m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");
        aot().ifPresent(command::add);
        command.addAll(options(System.getenv(SERVER_OPTIONS)));
        command.addAll(List.of("-Dlumenvault.config=" + configuration, "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-jar", application.resolve("quarkus-run.jar").toString()));
        return command;
    }

    /** @throws CommandFailure for a word that is no option: Java would take it for the program that it shall run */
    static List<String> options(String words) {
        List<String> options = words == null || words.isBlank() ? List.of() : List.of(words.strip().split("\\s+"));
        options.stream().filter(word -> !word.startsWith("-X") && !word.startsWith("-D")).findFirst().ifPresent(word -> {
            throw new CommandFailure(SERVER_OPTIONS + " has '" + word + "': only options that begin with -X or -D are allowed");
        });
        return options;
    }

    private Optional<String> aot() {
        if (aotOutput != null) {
            return Optional.of("-XX:AOTCacheOutput=" + aotOutput);
        }
        Path cache = application.resolve(AOT_CACHE);
        return Files.isRegularFile(cache) ? Optional.of("-XX:AOTCache=" + cache) : Optional.empty();
    }

    /** Checks what a server needs beside its database, and starts nothing. */
    public List<String> check(Path configuration) {
        List<String> command = server(configuration);
        command.add("check");
        return command;
    }

    /** Does something with the HSM tokens of a configuration file, and starts nothing. @param task for example {@code hsm-status} */
    public List<String> hsm(Path configuration, String task) {
        List<String> command = server(configuration);
        command.add(task);
        return command;
    }

    /** Runs another main class of the application. */
    public List<String> main(String mainClass, List<String> flags, List<String> arguments) {
        List<String> command = java(flags.toArray(String[]::new));
        command.addAll(List.of("-cp", application.resolve("quarkus-run.jar").toString(), mainClass));
        command.addAll(arguments);
        return command;
    }

    private static List<String> java(String... flags) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of(flags));
        return command;
    }
}
