package io.lumenvault.db.object;

import io.lumenvault.db.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;

/**
 * Replaces the metadata of one object. In SQL as it is sent: every first Get of a key runs it, and the translation of a statement on
 * entities took longer each time than the statement itself.
 */
final class ObjectUpdate {

    private static final String UPDATE = """
            update managed_object set state = ?, version = version + 1, cryptographic_usage_mask = ?,
                activation_date = ?, process_start_date = ?, protect_stop_date = ?, deactivation_date = ?,
                compromise_occurrence_date = ?, compromise_date = ?, last_change_date = ?, fresh = ?, attributes = ?
            where uid = ? and version = ?""";

    private ObjectUpdate() {}

    /** @return false when the object has changed since it was read: nothing was written */
    static boolean run(Connection connection, ManagedObject read, ObjectChange change) throws SQLException {
        LifecycleDates dates = change.dates();
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            update.setShort(1, (short) change.state());
            update.setObject(2, change.usageMask(), Types.INTEGER);
            update.setObject(3, Columns.time(dates.activation()), Types.TIMESTAMP_WITH_TIMEZONE);
            update.setObject(4, Columns.time(dates.processStart()), Types.TIMESTAMP_WITH_TIMEZONE);
            update.setObject(5, Columns.time(dates.protectStop()), Types.TIMESTAMP_WITH_TIMEZONE);
            update.setObject(6, Columns.time(dates.deactivation()), Types.TIMESTAMP_WITH_TIMEZONE);
            update.setObject(7, Columns.time(dates.compromiseOccurrence()), Types.TIMESTAMP_WITH_TIMEZONE);
            update.setObject(8, Columns.time(dates.compromise()), Types.TIMESTAMP_WITH_TIMEZONE);
            update.setObject(9, Columns.time(dates.lastChange()), Types.TIMESTAMP_WITH_TIMEZONE);
            update.setBoolean(10, change.fresh());
            update.setBytes(11, change.attributes());
            update.setObject(12, read.uid());
            update.setLong(13, read.version());
            return update.executeUpdate() == 1;
        }
    }
}
