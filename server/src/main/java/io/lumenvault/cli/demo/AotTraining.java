package io.lumenvault.cli.demo;

import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.process.JavaCommand;
import io.lumenvault.cli.process.Ports;
import io.lumenvault.cli.process.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/**
 * The training run of the server's AOT cache (JEP 483, 514 and 515), which halves the time and the work of every start: a site that is
 * made for it starts, serves a little and ends. What is kept are classes and their profiles, no object and no key of that site.
 *
 * <p>A part of the build, not a command: without the cache all goes on as it does with it, only slower.
 */
final class AotTraining {

    private static final int ROUND_TRIPS = 100;
    /** The JVM writes the cache as it ends. */
    private static final Duration WRITTEN_LIMIT = Duration.ofSeconds(120);

    private AotTraining() {}

    /** @param arguments the folder of the built application */
    public static void main(String[] arguments) {
        Path application = Path.of(arguments[0]).toAbsolutePath();
        try {
            train(application);
        } catch (IOException | CommandFailure failed) {
            System.err.println("no AOT cache was made, servers start slower without: " + failed.getMessage());
        }
    }

    private static void train(Path application) throws IOException {
        Path unfinished = application.resolve(JavaCommand.AOT_CACHE + ".new");
        try (TemporaryFolder folder = TemporaryFolder.create("lumenvault-aot");
                TwoSites sites = TwoSites.open(folder.path(), new JavaCommand(application, unfinished), SoftHsm.library(), Ports.unusual())) {
            sites.a().start();
            for (int i = 0; i < ROUND_TRIPS; i++) {
                KmipRoundTrip.object(sites);
            }
            sites.a().stopServer(WRITTEN_LIMIT);
        }
        if (Files.notExists(unfinished)) {
            throw new IOException("the JVM wrote none");
        }
        Files.move(unfinished, application.resolve(JavaCommand.AOT_CACHE), StandardCopyOption.ATOMIC_MOVE);
    }
}
