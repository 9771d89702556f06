package io.lumenvault.cli.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The command lines that run parts of the built application with this JVM's own Java.
 *
 * @param application the folder {@code quarkus-app} of the build
 */
public record JavaCommand(Path application) {

    /** The system property by which the launcher names the application's folder. */
    private static final String PROPERTY = "lumenvault.app";

    /** Checks that the application is there. */
    public JavaCommand {
        Objects.requireNonNull(application, "application");
        if (!Files.isRegularFile(application.resolve("quarkus-run.jar"))) {
            throw new IllegalArgumentException("the application is not built: " + application.resolve("quarkus-run.jar") + " is missing");
        }
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
        List<String> command = java("-Xms96m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");
        command.addAll(List.of("-Dlumenvault.config=" + configuration, "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-jar", application.resolve("quarkus-run.jar").toString()));
        return command;
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
        command.addAll(List.of("-cp", application + "/app/*:" + application + "/lib/main/*:" + application + "/lib/boot/*", mainClass));
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
