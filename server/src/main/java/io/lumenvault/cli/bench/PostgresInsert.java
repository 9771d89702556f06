package io.lumenvault.cli.bench;

import io.lumenvault.db.cluster.PostgresCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;

/** The ceiling of anything that is audited durably: one row inserted and committed at a time, in a database of its own. */
final class PostgresInsert {

    private static final String DATABASE = "bench";
    private static final int ROW_BYTES = 400;

    private final PostgresCluster cluster;

    PostgresInsert(PostgresCluster cluster) throws IOException, SQLException {
        this.cluster = cluster;
        cluster.createDatabase(DATABASE);
        try (Connection connection = connect(); var statement = connection.createStatement()) {
            statement.execute("drop table if exists inserted");
            statement.execute("create table inserted (id bigint generated always as identity primary key, body bytea not null)");
        }
    }

    ClosedLoop.Worker client() throws IOException, SQLException {
        Connection connection = connect();
        PreparedStatement insert = connection.prepareStatement("insert into inserted (body) values (?)");
        byte[] row = new byte[ROW_BYTES];
        return new ClosedLoop.Worker() {
            @Override
            public void once() throws SQLException {
                insert.setBytes(1, row);
                insert.executeUpdate();
            }

            @Override
            public void close() throws SQLException {
                connection.close();
            }
        };
    }

    private Connection connect() throws IOException, SQLException {
        Properties login = new Properties();
        login.setProperty("user", cluster.owner());
        login.setProperty("password", Files.readString(cluster.ownerPasswordFile()).strip());
        return DriverManager.getConnection(cluster.jdbcUrl(DATABASE), login);
    }
}
