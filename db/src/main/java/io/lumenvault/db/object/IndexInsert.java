package io.lumenvault.db.object;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Gathers searchable attributes of objects and stores them by one statement. */
final class IndexInsert {

    private static final String INSERT = """
            insert into object_index (owner, attribute, value, uid, initial_date)
            select entry.owner, entry.attribute, entry.value, entry.uid, object.initial_date
            from unnest(?, ?, ?, ?) as entry (owner, attribute, value, uid) join managed_object object on object.uid = entry.uid""";

    private final List<String> owners = new ArrayList<>();
    private final List<String> attributes = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private final List<UUID> uids = new ArrayList<>();

    IndexInsert add(String owner, UUID uid, List<IndexEntry> index) {
        for (IndexEntry entry : index) {
            owners.add(owner);
            attributes.add(entry.attribute());
            values.add(entry.value());
            uids.add(uid);
        }
        return this;
    }

    void run(StatelessSession session) {
        if (!uids.isEmpty()) {
            session.doWork(this::insert);
        }
    }

    private void insert(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setArray(1, connection.createArrayOf("text", owners.toArray()));
            insert.setArray(2, connection.createArrayOf("text", attributes.toArray()));
            insert.setArray(3, connection.createArrayOf("text", values.toArray()));
            insert.setArray(4, connection.createArrayOf("uuid", uids.toArray()));
            insert.executeUpdate();
        }
    }
}
