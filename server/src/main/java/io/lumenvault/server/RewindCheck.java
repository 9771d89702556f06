package io.lumenvault.server;

import io.lumenvault.server.audit.CheckpointHolder;
import io.lumenvault.server.audit.LogRolledBackException;
import io.lumenvault.tlog.Checkpoint;
import io.lumenvault.tlog.NoteKey;
import io.lumenvault.tlog.SignedNote;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Refuses a database whose audit log does not reach the last signed head that is held outside it, before anything is written to it: a
 * restored older database, another one, or an empty one. Whether the log extends that head in every leaf is proved when the node starts.
 */
final class RewindCheck {

    private final Connection connection;
    private final NoteKey key;
    private final List<CheckpointHolder> holders;
    private final LogFork fork;

    /** @param fork knows whether officers have accepted that the log goes on from an earlier head */
    RewindCheck(Connection connection, NoteKey key, List<CheckpointHolder> holders, LogFork fork) {
        this.connection = connection;
        this.key = key;
        this.holders = holders;
        this.fork = fork;
    }

    /** @throws StartupException saying from where to where the log was taken back */
    void check() throws SQLException {
        requireCounter();
        SignedNote held;
        try {
            held = holders.stream().flatMap(holder -> signed(holder).stream())
                    .max(Comparator.comparingLong(note -> note.checkpoint().size())).orElse(null);
        } catch (LogRolledBackException refused) {
            throw new StartupException(refused.getMessage());
        }
        String obstacle = held == null ? null : obstacle(held.checkpoint());
        if (obstacle != null) {
            SignedNote found = lastHead().orElseThrow(() -> new StartupException(obstacle));
            fork.require(held.checkpoint(), found.checkpoint(), obstacle);
            holders.forEach(holder -> holder.write(found));
        }
    }

    private Optional<SignedNote> signed(CheckpointHolder holder) {
        Optional<SignedNote> note = holder.read();
        if (note.isPresent() && !note.get().signedBy(key)) {
            throw new LogRolledBackException("the checkpoint in " + holder.place() + " is not signed by the key of this audit log");
        }
        return note;
    }

    /** What is wrong with the database's log, or null. */
    private String obstacle(Checkpoint held) throws SQLException {
        long size = exists() ? number("select size from audit_tree where id = 1") : 0;
        if (size < held.size()) {
            return "audit log rolled back from " + held.size() + " to " + size;
        }
        try (PreparedStatement select = connection.prepareStatement("select root from audit_checkpoint where size = ?")) {
            select.setLong(1, held.size());
            try (ResultSet row = select.executeQuery()) {
                return row.next() && Arrays.equals(row.getBytes(1), held.root()) ? null
                        : "audit log replaced: the signed head of " + held.size() + " entries that is held outside the database is not in it";
            }
        }
    }

    private Optional<SignedNote> lastHead() throws SQLException {
        if (!exists()) {
            return Optional.empty();
        }
        try (PreparedStatement select = connection.prepareStatement("select note from audit_checkpoint order by size desc limit 1");
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(SignedNote.parse(row.getString(1))).filter(note -> note.signedBy(key)) : Optional.empty();
        }
    }

    /** Entries follow each other by PostgreSQL's transaction counter, which a dump does not restore. */
    private void requireCounter() throws SQLException {
        if (exists() && number("""
                select case when last_xid >= pg_snapshot_xmax(pg_current_snapshot()) then 1 else 0 end from audit_tree where id = 1""") == 1) {
            throw new StartupException("the database counts its transactions from before the end of the audit log: it was restored from a dump;"
                    + " restore a physical backup, or set the counter forward with pg_resetwal");
        }
    }

    private boolean exists() throws SQLException {
        return number("select case when to_regclass('audit_tree') is null then 0 else 1 end") == 1;
    }

    private long number(String query) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query); ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
