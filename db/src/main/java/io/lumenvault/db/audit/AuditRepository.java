package io.lumenvault.db.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Statements on audit entries. There is no statement that changes or removes one. */
public final class AuditRepository {

    /** Appends an entry in the caller's transaction. */
    public void insert(StatelessSession session, AuditRow row) {
        insertAll(session, List.of(row));
    }

    /** The same in a transaction of the owner of the tables, whose changes of the log's partitions are recorded with them. */
    public void insert(Connection transaction, AuditRow row) throws SQLException {
        AuditInsert.entries(transaction, List.of(row));
    }

    /** The same for several entries, by one statement. */
    public void insertAll(StatelessSession session, List<AuditRow> rows) {
        session.doWork(connection -> AuditInsert.entries(connection, rows));
    }

    /**
     * Appends entries of uses of objects, each only if the object still has the version that was read: the check and the record of
     * a use are one statement, and so are those of all uses given. Those of one list belong together: all of them are written or none.
     *
     * @param uses lists that are not empty
     * @return for each list whether it was written; false when an object has changed
     */
    public List<Boolean> insertUses(StatelessSession session, List<List<UseRow>> uses) {
        return session.doReturningWork(connection -> AuditInsert.uses(connection, uses));
    }

    static AuditRow entryOf(ResultSet rows) throws SQLException {
        return new AuditRow(
                rows.getObject("event_id", UUID.class),
                rows.getObject("time", OffsetDateTime.class).toInstant(),
                rows.getString("principal"), rows.getString("protocol"), rows.getString("operation"),
                rows.getString("result"), rows.getString("reason"), rows.getString("link"),
                List.of((UUID[]) rows.getArray("objects").getArray()), rows.getBytes("body"));
    }
}
