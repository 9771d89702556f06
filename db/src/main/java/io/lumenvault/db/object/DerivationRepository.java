package io.lumenvault.db.object;

import io.lumenvault.db.Columns;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.StatelessSession;

/** Statements on which keys were derived from which. There is none that changes or removes one. */
public final class DerivationRepository {

    /**
     * A key and one that it was derived from.
     *
     * @param owner of the derived key, null where it is not known any more
     * @param destroyed when that was destroyed, or null
     */
    public record Derivation(UUID base, UUID derived, Instant time, String owner, Instant destroyed) {}

    public void insert(StatelessSession session, List<UUID> bases, UUID derived, Instant time) {
        session.doWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into object_derivation (base, derived, time) select base, ?, ? from unnest(?) as base")) {
                insert.setObject(1, derived);
                insert.setObject(2, Columns.time(time));
                insert.setArray(3, Columns.of(connection, "uuid", bases, Function.identity()));
                insert.executeUpdate();
            }
        });
    }

    /** What a key was derived from, and what that was derived from, and so on; at most {@code limit}. */
    public List<Derivation> behind(StatelessSession session, UUID key, int limit) {
        return followed(session, "derived", "next.derived = found.base", List.of(key), limit);
    }

    /** What was derived from keys, and what was derived from that, and so on; at most {@code limit}. */
    public List<Derivation> from(StatelessSession session, Collection<UUID> keys, int limit) {
        return followed(session, "base", "next.base = found.derived", keys, limit);
    }

    private static List<Derivation> followed(StatelessSession session, String end, String step, Collection<UUID> keys, int limit) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("with recursive found as ("
                    + "select base, derived, time from object_derivation where " + end + " = any (?) union"
                    + " select next.base, next.derived, next.time from object_derivation next join found on " + step + ")"
                    + " select found.base, found.derived, found.time, object.owner, object.destroy_date"
                    + " from (select * from found limit ?) found left join managed_object object on object.uid = found.derived"
                    + " order by found.time, found.derived, found.base")) {
                select.setArray(1, connection.createArrayOf("uuid", keys.toArray()));
                select.setInt(2, limit);
                List<Derivation> derivations = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        OffsetDateTime destroyed = rows.getObject(5, OffsetDateTime.class);
                        derivations.add(new Derivation(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class),
                                rows.getObject(3, OffsetDateTime.class).toInstant(), rows.getString(4), destroyed == null ? null : destroyed.toInstant()));
                    }
                }
                return derivations;
            }
        });
    }
}
