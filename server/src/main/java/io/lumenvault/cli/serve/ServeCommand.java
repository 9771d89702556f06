package io.lumenvault.cli.serve;

import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.HelpOption;
import io.lumenvault.cli.process.ChildProcess;
import io.lumenvault.cli.process.JavaCommand;
import io.lumenvault.cli.process.PrivateFile;
import io.lumenvault.db.cluster.PostgresCluster;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs one key manager in the foreground. */
@Command(name = "serve", description = {"Run one key manager from a configuration file, in the foreground.",
        "Where the file names no database (lumenvault.database.url), a PostgreSQL in the state folder is created and started with it."})
public final class ServeCommand implements Callable<Integer> {

    private static final String DATABASE_URL = "lumenvault.database.url";
    private static final String DATABASE_USER = "lumenvault.database.user";
    private static final String DATABASE_PASSWORD_FILE = "lumenvault.database.password-file";
    private static final String SOFTHSM_CONFIGURATION = "lumenvault.hsm.softhsm2-conf";
    private static final String STATE = "lumenvault.state";
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
        Properties settings = read(configuration);
        if (databaseUrl != null) {
            settings.setProperty(DATABASE_URL, databaseUrl);
        }
        Path state = PrivateFile.folder(stateFolder(settings));
        Map<String, String> environment = new HashMap<>();
        Object softHsm = settings.remove(SOFTHSM_CONFIGURATION);
        if (softHsm != null) {
            environment.put("SOFTHSM2_CONF", softHsm.toString());
        }
        CountDownLatch ended = new CountDownLatch(1);
        try (PostgresCluster database = settings.containsKey(DATABASE_URL) ? null : ownDatabase(state, settings)) {
            Path effective = state.resolve("effective.properties");
            PrivateFile.write(effective, text(settings));
            ChildProcess server = ChildProcess.inForeground("the server", JavaCommand.launched().server(effective), environment);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, ended), "stop"));
            server.awaitEnd(FOR_EVER);
            return server.exitCode();
        } finally {
            ended.countDown();
        }
    }

    /** What Ctrl-C and SIGTERM do: end the server; then the database is ended too. */
    private static void stop(ChildProcess server, CountDownLatch ended) {
        try {
            server.stop(STOP_LIMIT);
            ended.await(DATABASE_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (IOException | InterruptedException _) {
            server.kill();
        }
    }

    private static Path stateFolder(Properties settings) {
        String state = settings.getProperty(STATE);
        if (state == null) {
            throw new CommandFailure("the configuration has no " + STATE + ", the folder for the server's own files");
        }
        return Path.of(state).toAbsolutePath();
    }

    private static PostgresCluster ownDatabase(Path state, Properties settings) throws IOException {
        PostgresCluster database = PostgresCluster.open(state.resolve("postgresql")).start();
        settings.setProperty(DATABASE_URL, database.jdbcUrl());
        settings.setProperty(DATABASE_USER, database.user());
        settings.setProperty(DATABASE_PASSWORD_FILE, database.passwordFile().toString());
        return database;
    }

    private static Properties read(Path file) {
        if (Files.isDirectory(file)) {
            throw new CommandFailure("the configuration file " + file + " is a folder");
        }
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            settings.load(reader);
        } catch (NoSuchFileException _) {
            throw new CommandFailure("there is no configuration file " + file);
        } catch (AccessDeniedException e) {
            throw new CommandFailure("the configuration file " + file + " cannot be read: permission denied", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailure("the configuration file " + file + " cannot be read: " + e.getMessage(), e);
        }
        return settings;
    }

    private static String text(Properties settings) throws IOException {
        try (Writer writer = new StringWriter()) {
            settings.store(writer, "What 'serve' passed to the server.");
            return writer.toString();
        }
    }
}
