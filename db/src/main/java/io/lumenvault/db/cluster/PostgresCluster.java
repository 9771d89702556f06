package io.lumenvault.db.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One PostgreSQL cluster in a folder of this machine, durable and kept between runs.
 *
 * <p>The folder holds {@code data} (owned by the unprivileged user under whom PostgreSQL runs), {@code postgresql.log} and three password
 * files of mode 0600: of the superuser, of the role {@value #OWNER} that owns the tables, and of the role {@value #USER} that applications use. If this process dies, PostgreSQL is told
 * to stop; should it survive all the same, the next start on the same folder stops it first.
 *
 * <p>From its start to {@link #close()} or {@link #kill()} it is supervised: a PostgreSQL that has ended, or that stays without recovering,
 * is started again on the same port (see {@link Supervisor}).
 *
 * <p>Not for use by several threads at once.
 */
public final class PostgresCluster implements AutoCloseable {

    /** The role that applications work as; it owns nothing. */
    public static final String USER = "lumenvault";

    /** The role that owns the databases made here and migrates their tables; it is no superuser. */
    public static final String OWNER = "lumenvault_owner";

    /** The database that exists after {@link #start()}. */
    public static final String DATABASE = "lumenvault";

    private static final String SUPERUSER = "postgres";
    private static final int PORT_ATTEMPTS = 5;

    private final Path folder;
    private final Path binariesFolder;
    private ClusterLock lock;
    private RecoveryWatch.Limits limits = RecoveryWatch.Limits.USUAL;
    private Supervisor.Pace pace = Supervisor.Pace.USUAL;
    private ClusterServer server;
    private Supervisor supervisor;
    private int preferredPort;

    private PostgresCluster(Path folder, Path binariesFolder) {
        this.folder = folder;
        this.binariesFolder = binariesFolder;
    }

    /** The cluster in {@code folder}, which need not exist yet; the programs are unpacked beside it. Nothing is touched before {@link #start()}. */
    public static PostgresCluster open(Path folder) {
        return open(folder, folder.toAbsolutePath().getParent());
    }

    /**
     * The cluster in {@code folder}, which need not exist yet.
     *
     * @param binariesFolder where the programs of PostgreSQL (about 70 MB) lie or are unpacked, shared by any number of clusters
     */
    public static PostgresCluster open(Path folder, Path binariesFolder) {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(binariesFolder, "binariesFolder");
        return new PostgresCluster(folder.toAbsolutePath().normalize(), binariesFolder.toAbsolutePath().normalize());
    }

    /** The port to try first; where it is taken, or where none is given, the system chooses. */
    public PostgresCluster preferPort(int first) {
        if (first < 1 || first > 65535) {
            throw new IllegalArgumentException("the port " + first + " is not within 1..65535");
        }
        this.preferredPort = first;
        return this;
    }

    /** How patient the supervision is, for tests of it. */
    PostgresCluster supervised(RecoveryWatch.Limits within, Supervisor.Pace at) {
        this.limits = Objects.requireNonNull(within, "within");
        this.pace = Objects.requireNonNull(at, "at");
        return this;
    }

    /**
     * Creates the cluster if it is new, starts it, and returns when it accepts connections and has the role and database of the application.
     *
     * @throws IOException with one line that says what is wrong and names the path: not writable, in use, damaged, no way to change the user
     */
    public PostgresCluster start() throws IOException {
        if (server != null) {
            throw new IllegalStateException("the cluster in " + folder + " runs already");
        }
        try {
            Folders.create(folder);
            lock = ClusterLock.take(folder);
            PostgresBinaries binaries = PostgresBinaries.in(binariesFolder);
            PasswordFile.createIfAbsent(superuserPasswordFile());
            PasswordFile.createIfAbsent(ownerPasswordFile());
            PasswordFile.createIfAbsent(passwordFile());
            ServiceAccount account = ServiceAccount.choose(dataFolder(), folder, binaries.program("postgres"));
            if (Files.exists(dataFolder())) {
                Postmaster.stopLeftover(dataFolder());
            } else {
                DataFolder.create(account, binaries.program("initdb"), dataFolder(), SUPERUSER, superuserPasswordFile());
            }
            launch(account, binaries.program("postgres"));
            setup().role(OWNER, ownerPasswordFile());
            setup().role(USER, passwordFile());
            createDatabase(DATABASE);
            setup().reassign(DATABASE, USER, OWNER);
            supervisor = Supervisor.start(server, limits, pace, statusFile());
            return this;
        } catch (FileSystemException e) {
            close();
            String reason = e.getReason() == null ? "permission denied" : e.getReason();
            throw new IOException("cannot use " + e.getFile() + " for PostgreSQL: " + reason, e);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void launch(ServiceAccount account, Path program) throws IOException {
        for (int attempt = 1; ; attempt++) {
            int candidate = attempt == 1 && preferredPort != 0 ? preferredPort : freePort();
            try {
                server = ClusterServer.start(account, program, dataFolder(), log(), candidate, SUPERUSER);
                return;
            } catch (StartFailure e) {
                if (!e.portTaken() || attempt == PORT_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Creates a database owned by {@value #OWNER} unless it exists. The name consists of lower-case letters, digits and underscores. */
    public void createDatabase(String name) throws IOException {
        setup().database(name, OWNER);
    }

    /**
     * Writes all changes to the tables now, as PostgreSQL does every some minutes by itself. From then on its write-ahead log goes into
     * files that were written before, where new ones cost each commit several times as much.
     */
    public void checkpoint() throws IOException {
        setup().checkpoint();
    }

    private DatabaseSetup setup() {
        return new DatabaseSetup(port(), SUPERUSER, superuserPasswordFile());
    }

    /** The JDBC address of the database {@value #DATABASE}. */
    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    /** The JDBC address of a database of this cluster. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    /** The TCP port on 127.0.0.1 of the running cluster. */
    public int port() {
        if (server == null) {
            throw new IllegalStateException("the cluster in " + folder + " does not run");
        }
        return server.port();
    }

    /** The role to connect as. */
    public String user() {
        return USER;
    }

    /** The file with that role's password, without a line end, mode 0600. */
    public Path passwordFile() {
        return folder.resolve("password");
    }

    /** The role that migrates. */
    public String owner() {
        return OWNER;
    }

    /** The file with the owner's password, as {@link #passwordFile()}. */
    public Path ownerPasswordFile() {
        return folder.resolve("owner-password");
    }

    /** Connections to the database {@value #DATABASE} as its owner, for {@link io.lumenvault.db.Migration}. */
    public DataSource ownerConnections() throws IOException {
        return ownerConnections(DATABASE);
    }

    /** The same to a database of this cluster. */
    public DataSource ownerConnections(String database) throws IOException {
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(jdbcUrl(database));
        owner.setUser(OWNER);
        owner.setPassword(Files.readString(ownerPasswordFile()).strip());
        return owner;
    }

    private Path superuserPasswordFile() {
        return folder.resolve("superuser-password");
    }

    /** PostgreSQL's own data folder. */
    public Path dataFolder() {
        return folder.resolve("data");
    }

    /** What PostgreSQL says. It holds no values of statements. */
    public Path log() {
        return folder.resolve("postgresql.log");
    }

    /** Where {@link ClusterStatus} is written. */
    public Path statusFile() {
        return folder.resolve("status");
    }

    /** What the supervision has seen since the start. */
    public ClusterStatus status() {
        if (supervisor == null) {
            throw new IllegalStateException("the cluster in " + folder + " does not run");
        }
        return supervisor.status();
    }

    /** The number of the server process. */
    public long pid() {
        if (server == null) {
            throw new IllegalStateException("the cluster in " + folder + " does not run");
        }
        return server.pid();
    }

    /** Whether the server process lives; one that has ended is started again soon. */
    public boolean running() {
        return server != null && server.alive();
    }

    /** Ends the server process with SIGKILL, as a crash would; the cluster can be started again and recovers. */
    public void kill() throws IOException {
        endSupervision();
        if (server != null) {
            server.kill();
            server = null;
        }
        close();
    }

    /** Stops PostgreSQL (fast shutdown: open transactions are rolled back) and returns when it has ended, within about ten seconds. Idempotent. */
    @Override
    public void close() throws IOException {
        endSupervision();
        try {
            if (server != null) {
                server.stop();
                server = null;
            }
        } finally {
            if (lock != null) {
                lock.close();
                lock = null;
            }
        }
    }

    private void endSupervision() {
        if (supervisor != null) {
            supervisor.close();
            supervisor = null;
        }
    }

    @Override
    public String toString() {
        return "PostgreSQL in " + folder + (running() ? " on port " + server.port() : " (stopped)");
    }
}
