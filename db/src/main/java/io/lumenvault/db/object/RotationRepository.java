package io.lumenvault.db.object;

import io.lumenvault.db.NamedSelect;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Objects that the server replaces by itself, by the moment from which on it does ({@link IndexEntry#rotation}). */
public final class RotationRepository {

    /** Before all others. */
    public static final Due FIRST = new Due("", new UUID(0, 0));

    private static final String DUE = """
            select entry.value, entry.uid from object_index entry join managed_object object on object.uid = entry.uid
            where entry.attribute = 'Rotation due' and entry.value <= :now and (entry.value, entry.uid) > (:value, :uid)
                and object.state in (1, 2) and object.archive_date is null and object.replaced_by is null
            order by entry.value, entry.uid limit :limit""";

    /**
     * An object that is due.
     *
     * @param moment since when, as it is ordered
     */
    public record Due(String moment, UUID uid) {}

    /**
     * Those that are due, the first ones first; none that is known to be neither Pre-Active nor Active, in archival storage, or replaced already.
     *
     * @param after where the page before ended, or {@link #FIRST}
     */
    public List<Due> due(StatelessSession session, Instant now, Due after, int limit) {
        NamedSelect select = new NamedSelect(DUE,
                Map.of("now", moment(now), "value", after.moment(), "uid", after.uid(), "limit", limit));
        return select.list(session, row -> new Due(row.getString(1), row.getObject(2, UUID.class)));
    }

    /** Text that is ordered as the moments are, to the second. */
    static String moment(Instant moment) {
        return String.format(Locale.ROOT, "%019d", Math.max(0, moment.getEpochSecond()));
    }
}
