package io.lumenvault.db.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Properties;
import java.util.regex.Pattern;
import org.postgresql.Driver;
import org.postgresql.PGConnection;

/** What the superuser does inside the cluster: the roles of owner and application, which are no superusers, and the databases. */
final class DatabaseSetup {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private final int port;
    private final String superuser;
    private final Path superuserPassword;

    DatabaseSetup(int port, String superuser, Path superuserPassword) {
        this.port = port;
        this.superuser = superuser;
        this.superuserPassword = superuserPassword;
    }

    /** Creates the role if it is missing, and sets its password to the one in the file; the server sees only the SCRAM verifier. */
    void role(String name, Path passwordFile) throws IOException {
        run("the role " + name, connection -> {
            if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name)) {
                execute(connection, "CREATE ROLE " + checked(name) + " LOGIN NOSUPERUSER");
            }
            char[] password = PasswordFile.read(passwordFile);
            try {
                connection.unwrap(PGConnection.class).alterUserPassword(name, password, "scram-sha-256");
            } finally {
                Arrays.fill(password, '\0');
            }
        });
    }

    void database(String name, String owner) throws IOException {
        run("the database " + name, connection -> {
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
                execute(connection, "CREATE DATABASE " + checked(name) + " OWNER " + checked(owner));
            }
        });
    }

    /** Gives a database and all in it that one role owns to another: earlier releases had one role for both. */
    void reassign(String database, String from, String to) throws IOException {
        run("the owner of the database " + database, connection -> {
            if (exists(connection, "SELECT 1 FROM pg_database d JOIN pg_roles r ON r.oid = d.datdba WHERE d.datname = ? AND r.rolname = '"
                    + checked(from) + "'", database)) {
                run(database, "the tables of the database " + database,
                        inside -> execute(inside, "REASSIGN OWNED BY " + checked(from) + " TO " + checked(to)));
            }
        });
    }

    void checkpoint() throws IOException {
        run("a checkpoint", connection -> execute(connection, "CHECKPOINT"));
    }

    private interface Work {
        void on(Connection connection) throws SQLException, IOException;
    }

    private void run(String what, Work work) throws IOException {
        run("postgres", what, work);
    }

    private void run(String database, String what, Work work) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("user", superuser);
        properties.setProperty("authenticationPluginClassName", PasswordFileAuthentication.class.getName());
        properties.setProperty(PasswordFileAuthentication.FILE, superuserPassword.toString());
        try (Connection connection = new Driver().connect("jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties)) {
            work.on(connection);
        } catch (SQLException e) {
            throw new IOException("cannot prepare " + what + " in PostgreSQL: " + e.getMessage(), e);
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            return statement.executeQuery().next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Names stand in the text of the statement, where no parameter can. */
    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the name '" + name + "' must match " + NAME);
        }
        return name;
    }
}
