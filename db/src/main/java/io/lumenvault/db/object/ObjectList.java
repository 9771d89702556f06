package io.lumenvault.db.object;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Lists objects that are not destroyed page by page: each page is read from an index that has them in the order of the list. */
final class ObjectList {

    private static final String NEWEST = """
             destroy_date is null and (?::timestamptz is null or initial_date < ? or uid > ?) and initial_date <= ?
            order by initial_date desc, uid limit ?""";
    private static final String OF_ALL = "select uid from managed_object where" + NEWEST;
    /** As many of each owner as the page could hold: so each owner's are read from the newest on, and no further. */
    private static final String OF_OWNERS = "select newest.uid from unnest(?) as wanted (owner) cross join lateral ("
            + "select uid, initial_date from managed_object where owner = wanted.owner and" + NEWEST
            + ") as newest order by newest.initial_date desc, newest.uid limit ?";
    /** Later than any object; its initial date excludes none. */
    private static final OffsetDateTime LAST = OffsetDateTime.of(9999, 12, 31, 0, 0, 0, 0, ZoneOffset.UTC);

    private ObjectList() {}

    /** A page, without material. The parameters are those of {@link ObjectRepository#list}. */
    static List<ManagedObject> page(Connection connection, String owner, Set<String> owners, ObjectPosition after, int limit)
            throws SQLException {
        List<UUID> uids = uids(connection, wanted(owner, owners), after, limit);
        Map<UUID, ManagedObject> found = ObjectRow.metadata(connection, uids);
        return uids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** Null for all owners. */
    private static Set<String> wanted(String owner, Set<String> owners) {
        if (owner == null) {
            return owners;
        }
        return owners == null || owners.contains(owner) ? Set.of(owner) : Set.of();
    }

    private static List<UUID> uids(Connection connection, Set<String> owners, ObjectPosition after, int limit) throws SQLException {
        OffsetDateTime last = after == null ? null : after.initialDate().atOffset(ZoneOffset.UTC);
        try (PreparedStatement select = connection.prepareStatement(owners == null ? OF_ALL : OF_OWNERS)) {
            int parameter = 1;
            if (owners != null) {
                select.setArray(parameter++, connection.createArrayOf("text", owners.toArray()));
            }
            select.setObject(parameter++, last);
            select.setObject(parameter++, last);
            select.setObject(parameter++, after == null ? null : after.uid());
            select.setObject(parameter++, after == null ? LAST : last);
            select.setInt(parameter++, limit);
            if (owners != null) {
                select.setInt(parameter, limit);
            }
            List<UUID> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getObject(1, UUID.class));
                }
            }
            return found;
        }
    }
}
