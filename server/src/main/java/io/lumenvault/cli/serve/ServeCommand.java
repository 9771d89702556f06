package io.lumenvault.cli.serve;

import io.lumenvault.cli.HelpOption;
import io.lumenvault.cli.process.ChildProcess;
import io.lumenvault.cli.process.JavaCommand;
import io.lumenvault.cli.site.SiteSettings;
import io.lumenvault.db.cluster.PostgresCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs one key manager in the foreground. */
@Command(name = "serve", description = {"Run one key manager from a configuration file, in the foreground.",
        "Where the file names no database that runs (lumenvault.database.url), an embedded PostgreSQL is started with it, and created where it is new: "
                + "in the folder lumenvault.database.folder, or else in the state folder."})
public final class ServeCommand implements Callable<Integer> {

    private static final Duration FOR_EVER = Duration.ofDays(100_000);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(7);
    private static final long DATABASE_STOP_SECONDS = 10;

    @Mixin
    private HelpOption help;

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The site's configuration (lumenvault.properties).")
    private Path configuration;

    @Option(names = "--database-url", paramLabel = "URL", description = "JDBC address of the PostgreSQL to use, over the one in the file.")
    private String databaseUrl;

    @Override
    public Integer call() throws IOException {
        SiteSettings settings = SiteSettings.read(configuration);
        if (databaseUrl != null) {
            settings.database(databaseUrl);
        }
        return settings.databaseEmbedded() ? runWithDatabase(settings) : runServer(settings, new CountDownLatch(0));
    }

    private static int runWithDatabase(SiteSettings settings) throws IOException {
        CountDownLatch ended = new CountDownLatch(1);
        try (PostgresCluster database = PostgresCluster.open(settings.databaseFolder())) {
            // Which port it will have is not known yet, and nobody looks.
            settings.database("jdbc:postgresql:" + PostgresCluster.DATABASE, database);
            int refused = check(settings);
            if (refused != 0) {
                return refused;
            }
            database.start();
            settings.database(database.jdbcUrl(), database);
            return runServer(settings, ended);
        } finally {
            ended.countDown();
        }
    }

    /** A node that cannot start leaves no database behind; what is wrong is said on our own error output. */
    private static int check(SiteSettings settings) throws IOException {
        ChildProcess check = ChildProcess.inForeground("the check", JavaCommand.launched().check(settings.writeForServer()), settings.environment());
        check.awaitEnd(FOR_EVER);
        return check.exitCode();
    }

    private static int runServer(SiteSettings settings, CountDownLatch databaseEnded) throws IOException {
        ChildProcess server = ChildProcess.inForeground("the server", JavaCommand.launched().server(settings.writeForServer()), settings.environment());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, databaseEnded), "stop"));
        server.awaitEnd(FOR_EVER);
        return server.exitCode();
    }

    /** What Ctrl-C and SIGTERM do: end the server; then the database is ended too. */
    private static void stop(ChildProcess server, CountDownLatch databaseEnded) {
        try {
            server.stop(STOP_LIMIT);
            databaseEnded.await(DATABASE_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (IOException | InterruptedException _) {
            server.kill();
        }
    }
}
