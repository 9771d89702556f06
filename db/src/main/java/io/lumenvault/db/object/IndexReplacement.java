package io.lumenvault.db.object;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.StatelessSession;

/**
 * Brings the searchable attributes of one object up to date. Only what differs is written: an object with a thousand links gets one more
 * by one row.
 */
final class IndexReplacement {

    private final String owner;
    private final UUID uid;
    private final List<IndexEntry> index;

    IndexReplacement(String owner, UUID uid, List<IndexEntry> index) {
        this.owner = owner;
        this.uid = uid;
        this.index = index;
    }

    void run(StatelessSession session) {
        Set<IndexEntry> gone = new HashSet<>();
        session.doWork(connection -> gone.addAll(present(connection)));
        List<IndexEntry> missing = index.stream().filter(entry -> !gone.remove(entry)).toList();
        if (!gone.isEmpty()) {
            session.doWork(connection -> delete(connection, gone));
        }
        new IndexInsert().add(owner, uid, missing).run(session);
    }

    private Set<IndexEntry> present(Connection connection) throws SQLException {
        Set<IndexEntry> present = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement("select attribute, value from object_index where uid = ?")) {
            select.setObject(1, uid);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    present.add(new IndexEntry(rows.getString(1), rows.getString(2)));
                }
            }
        }
        return present;
    }

    private void delete(Connection connection, Set<IndexEntry> gone) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("""
                delete from object_index entry using unnest(?, ?) as gone (attribute, value)
                where entry.uid = ? and entry.attribute = gone.attribute and entry.value = gone.value""")) {
            delete.setArray(1, connection.createArrayOf("text", gone.stream().map(IndexEntry::attribute).toArray()));
            delete.setArray(2, connection.createArrayOf("text", gone.stream().map(IndexEntry::value).toArray()));
            delete.setObject(3, uid);
            delete.executeUpdate();
        }
    }
}
