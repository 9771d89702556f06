package io.lumenvault.db.client;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/**
 * Makes good for changes that were not kept because too many waited: the client is told of every object that has changed since, as it is
 * now, once what came before is delivered. The account is written in parts, so that it leaves room for changes that come meanwhile, and
 * none of those is kept before the last part.
 */
public final class MissedChanges {

    /** Changes that were under way when the overflow was written bear earlier dates, by the clocks of nodes. */
    private static final String SINCE = "least(min(created_at), now()) - interval '10 minutes'";

    /**
     * Of several overflows the newest is locked first: who has left out a change for one of them may yet do so for an older one, and none
     * newer. One that is not told of at all makes the account begin anew.
     */
    private static final String BEGIN = """
            with locked as materialized (select message.seq from notification message
                    join server_endpoint endpoint on endpoint.principal = message.principal
                where message.principal = ? and message.kind = 'overflow' and endpoint.holder = ?
                order by message.seq desc for update of message),
            gone as (delete from notification where seq in (select seq from locked) returning created_at, told_until, recorded)
            select\s""" + SINCE + """
            , case when every(told_until is not null) then max(told_until) end, min(created_at),
                coalesce(bool_or(recorded) filter (where told_until is null), true)
            from gone""";

    private static final String LAST_OF_PART = """
            select max(last_change_date), count(*) from (select last_change_date from managed_object
                where owner = ? and last_change_date > ?
                order by last_change_date
                fetch first (select greatest(1, most / 2) from server_endpoint where principal = ?) rows with ties) as part""";

    /** Dates that can be taken off an object are told as gone where there are none; what else it lacks it never had. */
    private static final String CHANGES = """
            insert into notification (principal, kind, uid, changed, state, initial_date, activation_date, process_start_date,
                protect_stop_date, deactivation_date, compromise_occurrence_date, compromise_date, destroy_date, last_change_date,
                archive_date, replaced_by)
            select owner, 'notify', uid, array_remove(array['state', 'activation_date', 'process_start_date', 'protect_stop_date',
                    'deactivation_date', 'archive_date',
                    case when compromise_occurrence_date is not null then 'compromise_occurrence_date' end,
                    case when compromise_date is not null then 'compromise_date' end,
                    case when destroy_date is not null then 'destroy_date' end,
                    case when replaced_by is not null then 'replaced_by' end], null),
                state, initial_date, activation_date, process_start_date, protect_stop_date, deactivation_date,
                compromise_occurrence_date, compromise_date, destroy_date, last_change_date, archive_date, replaced_by
            from managed_object
            where owner = ? and last_change_date > ? and last_change_date <= ?
                and (select notifies from server_endpoint where principal = owner)
            order by last_change_date, uid""";

    private static final String REPLACEMENTS = """
            insert into notification (principal, kind, uid, replaced)
            select old.owner, 'put', old.replaced_by, old.uid
            from managed_object old join managed_object successor on successor.uid = old.replaced_by
            where old.owner = ? and old.last_change_date > ? and old.last_change_date <= ? and successor.initial_date >= ?
                and (select puts from server_endpoint where principal = old.owner)
            order by old.last_change_date, old.uid""";

    private MissedChanges() {}

    /**
     * A part of the account.
     *
     * @param objects how many it tells of
     * @param first whether the account begins with it
     * @param recorded whether that changes were not kept is recorded already, with an earlier part or before there was one
     */
    public record Part(long objects, boolean first, boolean recorded) {}

    /** What an overflow left out. @param told until when what has changed is told already, or null */
    private record Gap(String principal, OffsetDateTime since, OffsetDateTime told, OffsetDateTime createdAt, boolean recorded) {

        /** What changed later is to be told: one bound, by which the index of an owner's changes is entered. */
        OffsetDateTime after() {
            return told == null ? since.minus(1, ChronoUnit.MICROS) : told;
        }
    }

    /**
     * Writes the next part of the account in the place of the principal's overflow.
     *
     * @return empty where another one has the messages, or the overflow is gone: nothing was done then
     */
    public static Optional<Part> tell(StatelessSession session, String principal, UUID holder) {
        return session.doReturningWork(connection -> {
            Gap gap = begin(connection, principal, holder);
            return gap == null ? Optional.empty() : Optional.of(new Part(tell(connection, gap), gap.told() == null, gap.recorded()));
        });
    }

    /** Waits for those who leave changes out now: these are told too. */
    private static Gap begin(Connection connection, String principal, UUID holder) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(BEGIN)) {
            delete.setString(1, principal);
            delete.setObject(2, holder);
            try (ResultSet row = delete.executeQuery()) {
                row.next();
                OffsetDateTime created = row.getObject(3, OffsetDateTime.class);
                return created == null ? null
                        : new Gap(principal, row.getObject(1, OffsetDateTime.class), row.getObject(2, OffsetDateTime.class), created,
                                row.getBoolean(4));
            }
        }
    }

    private static long tell(Connection connection, Gap gap) throws SQLException {
        OffsetDateTime last;
        long objects;
        try (PreparedStatement part = connection.prepareStatement(LAST_OF_PART)) {
            setGap(part, gap);
            part.setString(3, gap.principal());
            try (ResultSet row = part.executeQuery()) {
                row.next();
                last = row.getObject(1, OffsetDateTime.class);
                objects = row.getLong(2);
            }
        }
        if (last == null) {
            return 0;
        }
        run(connection, CHANGES, gap, last, null);
        run(connection, REPLACEMENTS, gap, last, gap.since());
        goOn(connection, gap, last);
        return objects;
    }

    /**
     * Where there is more to tell, the overflow stands behind this part. The newest change is asked for: a plan that looks for any later one
     * expects to find it soon, and reads all that are older first.
     */
    private static void goOn(Connection connection, Gap gap, OffsetDateTime last) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into notification (principal, kind, created_at, told_until, recorded)
                select ?, 'overflow', ?, ?, true where (select max(last_change_date) from managed_object where owner = ?) > ?""")) {
            insert.setString(1, gap.principal());
            insert.setObject(2, gap.createdAt());
            insert.setObject(3, last);
            insert.setString(4, gap.principal());
            insert.setObject(5, last);
            insert.executeUpdate();
        }
    }

    private static void run(Connection connection, String statement, Gap gap, OffsetDateTime last, OffsetDateTime made) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(statement)) {
            setGap(insert, gap);
            insert.setObject(3, last);
            if (made != null) {
                insert.setObject(4, made);
            }
            insert.executeUpdate();
        }
    }

    private static void setGap(PreparedStatement statement, Gap gap) throws SQLException {
        statement.setString(1, gap.principal());
        statement.setObject(2, gap.after());
    }

    /** Overflows that have come since this was asked last, at whichever node. @return since when, by principal */
    public static Map<String, OffsetDateTime> unrecorded(StatelessSession session) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    with fresh as (update notification set recorded = true where kind = 'overflow' and not recorded
                        returning principal, created_at)
                    select principal, min(created_at) from fresh group by principal""")) {
                Map<String, OffsetDateTime> found = new HashMap<>();
                try (ResultSet row = update.executeQuery()) {
                    while (row.next()) {
                        found.put(row.getString(1), row.getObject(2, OffsetDateTime.class));
                    }
                }
                return found;
            }
        });
    }
}
