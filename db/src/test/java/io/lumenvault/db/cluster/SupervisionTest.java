package io.lumenvault.db.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes of a real PostgreSQL are killed and held, and its supervision does what is needed and no more. */
class SupervisionTest {

    private static final Path BINARIES = Path.of("target", "postgresql").toAbsolutePath();
    private static final Supervisor.Pace QUICK =
            new Supervisor.Pace(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(800), Duration.ofMinutes(1));
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @TempDir
    private static Path temporary;

    private static PostgresCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = PostgresCluster.open(temporary.resolve("site"), BINARIES)
                .supervised(new RecoveryWatch.Limits(Duration.ofSeconds(2), Duration.ofSeconds(3)), QUICK).start();
        execute("create table kept (n bigint)");
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    @Test
    void postmasterKilled_isStartedAgainOnItsPort_withItsData() throws Exception {
        ClusterStatus before = cluster.status();
        int port = cluster.port();
        long pid = cluster.pid();
        execute("insert into kept values (1)");
        signal("KILL", pid);
        await("another process", () -> cluster.pid() != pid);
        await("served", SupervisionTest::served);
        assertEquals(port, cluster.port());
        assertTrue(number("select count(*) from kept") > 0);
        await("status", () -> cluster.status().state() == ClusterStatus.State.SERVES);
        assertEquals(before.restarts() + 1, cluster.status().restarts());
        assertEquals("it had ended", cluster.status().reason());
        await("file", () -> Optional.of(cluster.status()).equals(ClusterStatus.read(cluster.statusFile())));
    }

    /** A backend that dies takes all others with it, and PostgreSQL recovers by itself. */
    @Test
    void backendKilled_ownRecoveryIsLeftAlone() throws Exception {
        long restarts = cluster.status().restarts();
        long pid = cluster.pid();
        try (Connection connection = connect(); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            signal("KILL", row.getLong(1));
        }
        await("the crash in its log", () -> Files.readString(cluster.log()).contains("terminated by signal 9"));
        await("served", SupervisionTest::served);
        assertEquals(pid, cluster.pid());
        assertEquals(restarts, cluster.status().restarts());
    }

    /** What a full disk leaves: the startup process makes no progress, and without the supervision nothing ever would. */
    @Test
    void startupProcessHeld_isEndedAndRecoveryBegunAnew() throws Exception {
        long restarts = cluster.status().restarts();
        long pid = cluster.pid();
        ProcessHandle held = holdStartup();
        await("another process", () -> cluster.pid() != pid);
        await("served", SupervisionTest::served);
        assertFalse(held.isAlive());
        assertEquals(restarts + 1, cluster.status().restarts());
        assertEquals("it did not serve, and its recovery did not go on", cluster.status().reason());
    }

    @Test
    void startFailsAgainAndAgain_isTriedUntilItSucceeds() throws Exception {
        long restarts = cluster.status().restarts();
        Path control = cluster.dataFolder().resolve("global").resolve("pg_control");
        Path aside = control.resolveSibling("pg_control.aside");
        long pid = cluster.pid();
        Files.move(control, aside);
        signal("KILL", pid);
        await("three starts in vain", () -> cluster.status().restarts() >= restarts + 3);
        assertNotEquals(ClusterStatus.State.SERVES, cluster.status().state());
        assertFalse(served());
        Files.move(aside, control);
        await("served", SupervisionTest::served);
    }

    @Test
    void closed_isNotStartedAgain() throws Exception {
        PostgresCluster other = PostgresCluster.open(temporary.resolve("other"), BINARIES).supervised(RecoveryWatch.Limits.USUAL, QUICK).start();
        int port = other.port();
        long pid = other.pid();
        signal("KILL", pid);
        other.close();
        assertFalse(other.running());
        assertEquals(ServerAnswer.REFUSES, ServerAnswer.of(port, "postgres"));
        assertEquals(List.of(), ProcessHandle.current().children().filter(child -> child.info().commandLine()
                .filter(line -> line.contains(other.dataFolder().toString())).isPresent()).toList());
    }

    /** Makes much to replay and a crash, and stops the startup process in the middle; again where it was quicker. */
    private static ProcessHandle holdStartup() throws Exception {
        while (true) {
            execute("insert into kept select generate_series(1, 400000)");
            try (Connection connection = connect(); Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
                row.next();
                ProcessHandle postmaster = ProcessHandle.of(cluster.pid()).orElseThrow();
                signal("KILL", row.getLong(1));
                for (long begun = System.nanoTime(); System.nanoTime() - begun < Duration.ofSeconds(20).toNanos();) {
                    Optional<ProcessHandle> startup = postmaster.children().filter(child -> title(child).startsWith("postgres: startup")).findFirst();
                    if (startup.isPresent()) {
                        signal("STOP", startup.get().pid());
                        if (startup.get().isAlive()) {
                            return startup.get();
                        }
                    }
                }
            }
            await("served", SupervisionTest::served);
        }
    }

    private static String title(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException _) {
            return "";
        }
    }

    private static boolean served() {
        try {
            return number("select 1") == 1;
        } catch (SQLException | IOException _) {
            return false;
        }
    }

    private static void signal(String signal, long pid) throws Exception {
        Commands.succeeds(List.of("sh", "-c", "kill -s \"$0\" \"$1\"", signal, Long.toString(pid)));
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        for (long begun = System.nanoTime(); !condition.call();) {
            assertTrue(System.nanoTime() - begun < LIMIT.toNanos(), () -> "not seen: " + what);
            Thread.sleep(20);
        }
    }

    private static Connection connect() throws SQLException, IOException {
        return DriverManager.getConnection(cluster.jdbcUrl(), cluster.owner(), Files.readString(cluster.ownerPasswordFile()).strip());
    }

    private static void execute(String sql) throws SQLException, IOException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(String sql) throws SQLException, IOException {
        try (Connection connection = connect(); Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
