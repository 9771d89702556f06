package io.lumenvault.db.object;

import io.lumenvault.db.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Statements on holds, limits, archival storage and pending destruction. Each runs in the caller's transaction. */
public final class RestrictionRepository {

    /**
     * Replaces what binds an object, in one statement that names the version it expects.
     *
     * @return false when the object has changed since {@code read} was read: nothing was written
     */
    public boolean update(StatelessSession session, ManagedObject read, Restrictions changed, Instant now) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    update managed_object set protect_until = ?, process_until = ?, hold_reason = ?, hold_by = ?, hold_since = ?,
                        hold_until = ?, destroy_at = ?, replaced_by = ?, last_change_date = ?, version = version + 1
                    where uid = ? and version = ? and destroy_date is null""")) {
                update.setObject(1, Columns.time(changed.protectUntil()));
                update.setObject(2, Columns.time(changed.processUntil()));
                update.setString(3, changed.holdReason());
                update.setString(4, changed.holdBy());
                update.setObject(5, Columns.time(changed.holdSince()));
                update.setObject(6, Columns.time(changed.holdUntil()));
                update.setObject(7, Columns.time(changed.destroyAt()));
                update.setObject(8, changed.replacedBy());
                update.setObject(9, Columns.time(now));
                update.setObject(10, read.uid());
                update.setLong(11, read.version());
                return update.executeUpdate() == 1;
            }
        });
    }

    /** Writes the ends of the usage periods of an object that the transaction has changed already, as part of that change. */
    public void limit(StatelessSession session, UUID uid, Restrictions changed) {
        session.doWork(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update managed_object set protect_until = ?, process_until = ? where uid = ?")) {
                update.setObject(1, Columns.time(changed.protectUntil()));
                update.setObject(2, Columns.time(changed.processUntil()));
                update.setObject(3, uid);
                update.executeUpdate();
            }
        });
    }

    /**
     * Moves the sealed material to archival storage.
     *
     * @return false when the object has changed since {@code read} was read: nothing was written
     */
    public boolean archive(StatelessSession session, ManagedObject read, Instant now) {
        return session.doReturningWork(connection -> lock(connection, read)
                && run(connection, """
                        insert into managed_object_archive (archived_at, uid, generation, sealed)
                        select ?, uid, generation, sealed from managed_object where uid = ? and sealed is not null""", now, read.uid())
                && run(connection, """
                        update managed_object set archive_date = moment.now, last_change_date = moment.now, version = version + 1,
                            generation = null, sealed = null
                        from (select ?::timestamptz as now) as moment where uid = ?""", now, read.uid()));
    }

    /** Moves it back; the same. */
    public boolean recover(StatelessSession session, ManagedObject read, Instant now) {
        return session.doReturningWork(connection -> lock(connection, read)
                && run(connection, """
                        with back as (select ?::timestamptz as now, uid, generation, sealed from managed_object_archive where uid = ?)
                        update managed_object object set generation = back.generation, sealed = back.sealed, archive_date = null,
                            last_change_date = back.now, version = version + 1
                        from back where object.uid = back.uid""", now, read.uid())
                && removeArchived(connection, read.uid()) == 1);
    }

    /** The master key generation under which archival storage holds an object's material; empty where it holds none. */
    public Optional<Integer> archivedGeneration(StatelessSession session, UUID uid) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select generation from managed_object_archive where uid = ?")) {
                select.setObject(1, uid);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(row.getInt(1)) : Optional.empty();
                }
            }
        });
    }

    /** Removes what archival storage holds of an object. */
    static int removeArchived(Connection connection, UUID uid) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from managed_object_archive where uid = ?")) {
            delete.setObject(1, uid);
            return delete.executeUpdate();
        }
    }

    private static boolean lock(Connection connection, ManagedObject read) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select 1 from managed_object where uid = ? and version = ? and destroy_date is null for update")) {
            select.setObject(1, read.uid());
            select.setLong(2, read.version());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private static boolean run(Connection connection, String sql, Instant now, UUID uid) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, Columns.time(now));
            statement.setObject(2, uid);
            return statement.executeUpdate() == 1;
        }
    }

    /**
     * The metadata of objects that are not destroyed, without material, in the order of their identifiers.
     *
     * @param after the last identifier of the page before, or null for the first page
     */
    public List<ManagedObject> page(StatelessSession session, UUID after, int limit) {
        return session.doReturningWork(connection -> ObjectRow.page(connection, after, limit));
    }
}
