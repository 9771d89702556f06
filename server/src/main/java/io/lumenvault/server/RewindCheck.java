package io.lumenvault.server;

import io.lumenvault.hsm.RootOfTrust;
import io.lumenvault.server.audit.CheckpointHolder;
import io.lumenvault.server.audit.LogRolledBackException;
import io.lumenvault.tlog.EcdsaKey;
import io.lumenvault.tlog.SignedNote;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * Refuses a database whose audit log does not reach the last signed head that is held outside it, before anything is written to it: a
 * restored older database, another one, or an empty one. Whether the log extends that head in every leaf is proved when the node starts.
 */
final class RewindCheck {

    private RewindCheck() {}

    /** @throws StartupException saying from where to where the log was taken back */
    static void check(Connection connection, RootOfTrust hsm, String origin, List<CheckpointHolder> holders) throws SQLException {
        requireCounter(connection);
        for (CheckpointHolder holder : holders) {
            try {
                SignedNote held = holder.read().orElse(null);
                if (held != null) {
                    requireReaches(connection, held, new EcdsaKey(origin, hsm.signaturePublicKey()), holder.place());
                }
            } catch (LogRolledBackException refused) {
                throw new StartupException(refused.getMessage());
            }
        }
    }

    private static void requireReaches(Connection connection, SignedNote held, EcdsaKey key, String place) throws SQLException {
        if (!held.signedBy(key)) {
            throw new LogRolledBackException("the checkpoint in " + place + " is not signed by the key of this audit log");
        }
        long size = exists(connection) ? number(connection, "select size from audit_tree where id = 1") : 0;
        if (size < held.checkpoint().size()) {
            throw new LogRolledBackException("audit log rolled back from " + held.checkpoint().size() + " to " + size
                    + ": the database is not the one over which the checkpoint in " + place + " was signed");
        }
        try (PreparedStatement select = connection.prepareStatement("select root from audit_checkpoint where size = ?")) {
            select.setLong(1, held.checkpoint().size());
            try (ResultSet row = select.executeQuery()) {
                if (row.next() && !Arrays.equals(row.getBytes(1), held.checkpoint().root())) {
                    throw new LogRolledBackException("audit log replaced: its head of " + held.checkpoint().size()
                            + " entries is not the one in " + place);
                }
            }
        }
    }

    /** Entries follow each other by PostgreSQL's transaction counter, which a dump does not restore. */
    private static void requireCounter(Connection connection) throws SQLException {
        if (exists(connection) && number(connection, """
                select case when last_xid >= pg_snapshot_xmax(pg_current_snapshot()) then 1 else 0 end from audit_tree where id = 1""") == 1) {
            throw new StartupException("the database counts its transactions from before the end of the audit log: it was restored from a dump;"
                    + " restore a physical backup, or set the counter forward with pg_resetwal");
        }
    }

    private static boolean exists(Connection connection) throws SQLException {
        return number(connection, "select case when to_regclass('audit_tree') is null then 0 else 1 end") == 1;
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query); ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
