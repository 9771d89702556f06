package io.lumenvault.db.client;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Takes away messages that their clients will not have, and says which these were. Each statement runs in the caller's transaction. */
public final class GivenUpMessages {

    /** So many objects are named at once, that each record of them is of a size to be read. */
    static final int MOST_OBJECTS = 1000;

    private static final String OLD = """
            delete from notification message where created_at < now() - ? * interval '1 second' and (kind <> 'overflow'
                or not exists (select from server_endpoint where server_endpoint.principal = message.principal))""";

    private static final String UNSERVED = """
            delete from notification message using server_endpoint endpoint
            where message.principal = ? and endpoint.principal = message.principal and not\s""" + NotificationRepository.SERVED;

    private static final String LOTS = """
            with gone as (%s returning message.principal, message.kind in ('put', 'new') as puts, message.uid, message.seq),
            placed as (select gone.*, origin_link, row_number() over (partition by gone.principal, puts, origin_link order by seq) - 1 as place
                from gone left join managed_object object on puts and object.uid = gone.uid)
            select principal, puts, origin_link, count(*), array_agg(uid order by seq) filter (where puts)
            from placed group by principal, puts, origin_link, case when puts then place / %d end
            order by min(seq)""";

    private GivenUpMessages() {}

    /**
     * Messages of a principal that were given up together.
     *
     * @param puts whether each was to put an object; others were to tell of changes, which are in the log where they were made
     * @param link the QKD link that the objects are keys of, or null
     * @param number how many messages
     * @param objects those that were to be put, in order
     */
    public record Lot(String principal, boolean puts, String link, long number, List<UUID> objects) {
        public Lot {
            Objects.requireNonNull(principal, "principal");
            objects = List.copyOf(objects);
        }
    }

    /** Forgets messages that are older. An overflow stands as long as there is a client to be told: what it left out may be of yesterday. */
    public static List<Lot> old(StatelessSession session, Duration age) {
        return lots(session, OLD, age.toSeconds());
    }

    /** Forgets messages that the principal's client does not serve: none is ever sent, and they would fill the bound. */
    public static List<Lot> unserved(StatelessSession session, String principal) {
        return lots(session, UNSERVED, principal);
    }

    private static List<Lot> lots(StatelessSession session, String delete, Object parameter) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(LOTS.formatted(delete, MOST_OBJECTS))) {
                statement.setObject(1, parameter);
                List<Lot> found = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        found.add(new Lot(row.getString(1), row.getBoolean(2), row.getString(3), row.getLong(4), uids(row.getArray(5))));
                    }
                }
                return found;
            }
        });
    }

    private static List<UUID> uids(Array array) throws SQLException {
        return array == null ? List.of() : List.of((UUID[]) array.getArray());
    }
}
