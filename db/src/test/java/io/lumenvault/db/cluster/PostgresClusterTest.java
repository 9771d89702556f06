package io.lumenvault.db.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts real clusters. JUnit's temporary folders have mode 0700, so as root these tests also cross a folder that PostgreSQL's user cannot. */
class PostgresClusterTest {

    private static final Path BINARIES = Path.of("target", "postgresql");

    /** One folder for all tests: creating a cluster takes longer than they do. */
    @TempDir
    private static Path temporary;

    private PostgresCluster cluster() {
        return PostgresCluster.open(temporary.resolve("site a"), BINARIES);
    }

    @Test
    void start_newFolder_isDurableAndAsksForPassword() throws Exception {
        try (PostgresCluster cluster = cluster().start()) {
            assertEquals("on", query(cluster, "SHOW fsync"));
            assertEquals("on", query(cluster, "SHOW synchronous_commit"));
            assertEquals("on", query(cluster, "SHOW full_page_writes"));
            assertEquals("on", query(cluster, "SHOW data_checksums"));
            assertEquals("127.0.0.1", query(cluster, "SHOW listen_addresses"));
            assertEquals("off", query(cluster, "SHOW is_superuser"));
            assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(cluster.passwordFile()));
            SQLException refused = assertThrows(SQLException.class, () -> DriverManager.getConnection(cluster.jdbcUrl(), cluster.user(), "wrong").close());
            assertEquals("28P01", refused.getSQLState());
        }
    }

    @Test
    void start_afterStop_keepsData() throws Exception {
        PostgresCluster first = cluster().start();
        long pid = first.pid();
        update(first, "CREATE TABLE kept (value int)");
        update(first, "INSERT INTO kept VALUES (42)");
        first.close();
        assertFalse(ProcessHandle.of(pid).isPresent());
        try (PostgresCluster second = cluster().start()) {
            assertEquals("42", query(second, "SELECT value FROM kept"));
        }
    }

    @Test
    void start_afterKill_recoversCommittedData() throws Exception {
        PostgresCluster first = cluster().start();
        update(first, "CREATE TABLE recovered (value int)");
        update(first, "INSERT INTO recovered VALUES (7)");
        first.kill();
        assertTrue(Files.exists(first.dataFolder().resolve("postmaster.pid")));
        try (PostgresCluster second = cluster().start()) {
            assertEquals("7", query(second, "SELECT value FROM recovered"));
        }
    }

    @Test
    void start_stalePidNamesOtherProgram_starts() throws Exception {
        PostgresCluster first = cluster().start();
        first.close();
        long alive = ProcessHandle.current().pid();
        Files.writeString(first.dataFolder().resolve("postmaster.pid"), alive + "\n" + first.dataFolder() + "\n0\n5432\n\n127.0.0.1\n\nready\n");
        try (PostgresCluster second = cluster().start()) {
            assertEquals("1", query(second, "SELECT 1"));
        }
        assertTrue(ProcessHandle.of(alive).isPresent());
    }

    @Test
    void start_portTaken_choosesAnother() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                PostgresCluster cluster = cluster().preferPort(taken.getLocalPort()).start()) {
            assertNotEquals(taken.getLocalPort(), cluster.port());
            assertEquals("1", query(cluster, "SELECT 1"));
        }
    }

    @Test
    void start_inUse_saysSo() throws Exception {
        try (PostgresCluster first = cluster().start()) {
            IOException refused = assertThrows(IOException.class, () -> cluster().start());
            assertTrue(refused.getMessage().contains("in use"), refused.getMessage());
            assertEquals("1", query(first, "SELECT 1"));
        }
    }

    @Test
    void start_folderIsAFile_namesPath() throws Exception {
        Path file = Files.writeString(temporary.resolve("file"), "");
        IOException refused = assertThrows(IOException.class, () -> PostgresCluster.open(file.resolve("below"), BINARIES).start());
        assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
        assertEquals(1, refused.getMessage().lines().count());
    }

    @Test
    void createDatabase_twice_isOwnedByTheOwner_notByTheApplication() throws Exception {
        try (PostgresCluster cluster = cluster().start()) {
            cluster.createDatabase("other");
            cluster.createDatabase("other");
            assertEquals("lumenvault_owner", query(cluster, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'other'"));
            assertThrows(IllegalArgumentException.class, () -> cluster.createDatabase("a\"; DROP DATABASE other"));
        }
    }

    /** Earlier releases had one role that owned the tables and worked with them. */
    @Test
    void start_databaseOfOneRole_goesToTheOwner() throws Exception {
        try (PostgresCluster cluster = cluster().start()) {
            Path superuser = cluster.passwordFile().resolveSibling("superuser-password");
            try (Connection connection = connect(cluster, "postgres", superuser); Statement statement = connection.createStatement()) {
                statement.execute("ALTER DATABASE lumenvault OWNER TO lumenvault");
            }
            try (Connection connection = connect(cluster, cluster.user(), cluster.passwordFile()); Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE older AS SELECT 7 AS n");
            }
        }
        try (PostgresCluster cluster = cluster().start()) {
            assertEquals("lumenvault_owner", query(cluster, "SELECT tableowner FROM pg_tables WHERE tablename = 'older'"));
            assertEquals("7", query(cluster, "SELECT n FROM older"));
            assertThrows(SQLException.class, () -> {
                try (Connection application = connect(cluster, cluster.user(), cluster.passwordFile()); Statement statement = application.createStatement()) {
                    statement.execute("DROP TABLE older");
                }
            });
        }
    }

    private static Connection connect(PostgresCluster cluster) throws SQLException {
        return connect(cluster, cluster.owner(), cluster.ownerPasswordFile());
    }

    private static Connection connect(PostgresCluster cluster, String user, Path passwordFile) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("authenticationPluginClassName", PasswordFileAuthentication.class.getName());
        properties.setProperty(PasswordFileAuthentication.FILE, passwordFile.toString());
        return DriverManager.getConnection(cluster.jdbcUrl(), properties);
    }

    private static String query(PostgresCluster cluster, String sql) throws SQLException {
        try (Connection connection = connect(cluster); Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
            assertTrue(result.next());
            return result.getString(1);
        }
    }

    private static void update(PostgresCluster cluster, String sql) throws SQLException {
        try (Connection connection = connect(cluster); Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
