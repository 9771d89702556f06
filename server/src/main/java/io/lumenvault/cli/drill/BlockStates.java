package io.lumenvault.cli.drill;

import io.lumenvault.cli.demo.Site;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Looks again and again how far a site is with a block, on one connection. */
final class BlockStates implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement select;

    BlockStates(Site site) throws IOException, SQLException {
        this.connection = AuditRows.connect(site);
        this.select = connection.prepareStatement("select 1 from qkd_block where sequence = ? and state = 'available'");
    }

    boolean available(long sequence) throws SQLException {
        select.setLong(1, sequence);
        try (ResultSet row = select.executeQuery()) {
            return row.next();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
