package io.lumenvault.db;

import io.lumenvault.db.cluster.PostgresCluster;
import io.lumenvault.db.object.ManagedObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** A real PostgreSQL with the migrated schema, for the tests of this module; started once for a test class. */
public final class TestDatabase implements AutoCloseable {

    private final PostgresCluster cluster;
    private final SessionFactory sessions;
    private final String password;

    private TestDatabase(PostgresCluster cluster, SessionFactory sessions, String password) {
        this.cluster = cluster;
        this.sessions = sessions;
        this.password = password;
    }

    public static TestDatabase start(Path folder) throws IOException, SQLException {
        PostgresCluster cluster = PostgresCluster.open(folder.resolve("cluster"), Path.of("target", "postgresql").toAbsolutePath()).start();
        String password = Files.readString(cluster.passwordFile()).strip();
        Migration.run(cluster.ownerConnections(), cluster.user());
        SessionFactory sessions = new HibernatePersistenceConfiguration("test")
                .jdbcUrl(cluster.jdbcUrl())
                .jdbcUsername(cluster.user())
                .jdbcPassword(password)
                .jdbcPoolSize(8)
                .managedClass(ManagedObject.class)
                .createEntityManagerFactory();
        return new TestDatabase(cluster, sessions, password);
    }

    public Database database() {
        return new Database(sessions);
    }

    /** A plain connection, as somebody with the application's login would open. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(cluster.jdbcUrl(), cluster.user(), password);
    }

    /** As the role that owns the tables. */
    public Connection connectAsOwner() throws IOException, SQLException {
        return cluster.ownerConnections().getConnection();
    }

    @Override
    public void close() throws IOException {
        sessions.close();
        cluster.close();
    }
}
