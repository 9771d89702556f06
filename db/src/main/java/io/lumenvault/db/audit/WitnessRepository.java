package io.lumenvault.db.audit;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** Statements on the cosignatures that witnesses have given. */
public final class WitnessRepository {

    /**
     * A cosignature.
     *
     * @param size number of leaves of the head
     * @param witness name of the witness
     * @param line the signature line of the note, with its line end
     * @param time when the witness gave it, by its own clock
     */
    public record Witnessed(long size, String witness, String line, Instant time) {}

    public void insert(StatelessSession session, Witnessed cosignature) {
        session.doWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into audit_witnessed (size, witness, line, time) values (?, ?, ?, ?) on conflict (size, witness) do nothing")) {
                insert.setLong(1, cosignature.size());
                insert.setString(2, cosignature.witness());
                insert.setString(3, cosignature.line());
                insert.setObject(4, OffsetDateTime.ofInstant(cosignature.time(), ZoneOffset.UTC));
                insert.executeUpdate();
            }
        });
    }

    /** What is recorded of a witness under the largest heads, as many as that, largest first. */
    public List<Witnessed> newest(StatelessSession session, String witness, int limit) {
        return select(session, "where witness = ? order by size desc limit ?", witness, limit);
    }

    /** What is recorded of a witness under the head of this size. */
    public Optional<Witnessed> of(StatelessSession session, long size, String witness) {
        return select(session, "where size = ? and witness = ?", size, witness).stream().findFirst();
    }

    private static List<Witnessed> select(StatelessSession session, String where, Object... values) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select size, witness, line, time from audit_witnessed " + where)) {
                for (int i = 0; i < values.length; i++) {
                    select.setObject(i + 1, values[i]);
                }
                List<Witnessed> found = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(new Witnessed(rows.getLong(1), rows.getString(2), rows.getString(3),
                                rows.getObject(4, OffsetDateTime.class).toInstant()));
                    }
                }
                return found;
            }
        });
    }
}
