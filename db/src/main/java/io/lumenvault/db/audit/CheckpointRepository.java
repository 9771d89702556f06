package io.lumenvault.db.audit;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** Statements on signed tree heads. There is none that changes or removes one. */
public final class CheckpointRepository {

    private static final String SELECT = "select size, root, time, note from audit_checkpoint ";

    /** Adds a head, unless one of its size is there. */
    public void insert(StatelessSession session, StoredCheckpoint checkpoint) {
        session.doWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into audit_checkpoint (size, root, time, note) values (?, ?, ?, ?) on conflict (size) do nothing")) {
                insert.setLong(1, checkpoint.size());
                insert.setBytes(2, checkpoint.root());
                insert.setObject(3, OffsetDateTime.ofInstant(checkpoint.time(), ZoneOffset.UTC));
                insert.setString(4, checkpoint.note());
                insert.executeUpdate();
            }
        });
    }

    /** The head of the largest tree, or empty before the first. */
    public Optional<StoredCheckpoint> last(StatelessSession session) {
        return select(session, "order by size desc limit 1").stream().findFirst();
    }

    /** The head of a tree of this size, if one was signed. */
    public Optional<StoredCheckpoint> ofSize(StatelessSession session, long size) {
        return select(session, "where size = ?", size).stream().findFirst();
    }

    /** The first head that covers this many leaves, if one was signed. */
    public Optional<StoredCheckpoint> covering(StatelessSession session, long size) {
        return select(session, "where size >= ? order by size limit 1", size).stream().findFirst();
    }

    /** Heads of trees of more than {@code over} and at most {@code upTo} leaves, smallest first. */
    public List<StoredCheckpoint> between(StatelessSession session, long over, long upTo) {
        return select(session, "where size > ? and size <= ? order by size", over, upTo);
    }

    private static List<StoredCheckpoint> select(StatelessSession session, String where, long... values) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement(SELECT + where)) {
                for (int i = 0; i < values.length; i++) {
                    select.setLong(i + 1, values[i]);
                }
                try (ResultSet rows = select.executeQuery()) {
                    return checkpoints(rows);
                }
            }
        });
    }

    private static List<StoredCheckpoint> checkpoints(ResultSet rows) throws SQLException {
        List<StoredCheckpoint> found = new ArrayList<>();
        while (rows.next()) {
            found.add(new StoredCheckpoint(rows.getLong(1), rows.getBytes(2),
                    rows.getObject(3, OffsetDateTime.class).toInstant(), rows.getString(4)));
        }
        return found;
    }
}
