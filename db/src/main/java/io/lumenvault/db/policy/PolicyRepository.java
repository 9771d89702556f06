package io.lumenvault.db.policy;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** Statements on policy documents. Each runs in the caller's transaction. */
public final class PolicyRepository {

    private static final String SELECT = "select version, author, time, text, sha256 from policy_document ";

    /** The version in force; 0 before the first one. */
    public long versionInForce(StatelessSession session) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select version from policy_in_force");
                    ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    /**
     * Stores the next version and puts it in force, if its predecessor is still in force.
     *
     * @return false when another version has come between: nothing was written
     */
    public boolean putInForce(StatelessSession session, PolicyRow policy) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement advance = connection.prepareStatement(
                    "update policy_in_force set version = ? where version = ?")) {
                advance.setLong(1, policy.version());
                advance.setLong(2, policy.version() - 1);
                if (advance.executeUpdate() != 1) {
                    return false;
                }
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into policy_document (version, author, time, text, sha256) values (?, ?, ?, ?, ?)")) {
                insert.setLong(1, policy.version());
                insert.setString(2, policy.author());
                insert.setObject(3, policy.time().atOffset(ZoneOffset.UTC));
                insert.setString(4, policy.text());
                insert.setBytes(5, policy.digest());
                insert.executeUpdate();
            }
            return true;
        });
    }

    /** One version. */
    public Optional<PolicyRow> find(StatelessSession session, long version) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement(SELECT + "where version = ?")) {
                select.setLong(1, version);
                return rows(select).stream().findFirst();
            }
        });
    }

    /** All versions, the latest first. */
    public List<PolicyRow> history(StatelessSession session, int limit) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement(SELECT + "order by version desc limit ?")) {
                select.setInt(1, limit);
                return rows(select);
            }
        });
    }

    private static List<PolicyRow> rows(PreparedStatement select) throws SQLException {
        List<PolicyRow> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(new PolicyRow(row.getLong("version"), row.getString("author"),
                        row.getObject("time", OffsetDateTime.class).toInstant(), row.getString("text"),
                        HexFormat.of().formatHex(row.getBytes("sha256"))));
            }
        }
        return found;
    }
}
