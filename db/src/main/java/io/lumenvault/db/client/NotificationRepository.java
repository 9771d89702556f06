package io.lumenvault.db.client;

import io.lumenvault.db.client.NotificationRow.Kind;
import io.lumenvault.db.client.NotificationRow.Values;
import io.lumenvault.db.object.LifecycleDates;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.StatelessSession;

/**
 * Statements on the messages that wait for clients; a trigger on {@code managed_object} writes them. Of a principal's connections the one
 * that came last holds the messages: statements of others do nothing. Each runs in the caller's transaction.
 */
public final class NotificationRepository {

    /** Whether the client of an endpoint serves a message. */
    static final String SERVED = "(message.kind = 'overflow' or message.kind = 'notify' and endpoint.notifies"
            + " or message.kind in ('put', 'new') and endpoint.puts)";

    private static final String DUE = "(message.due_at is null or message.due_at <= clock_timestamp())";

    private static final String NEXT = """
            select message.seq, message.kind, message.uid, message.replaced, message.changed, message.state, message.initial_date,
                message.activation_date, message.process_start_date, message.protect_stop_date, message.deactivation_date,
                message.compromise_occurrence_date, message.compromise_date, message.destroy_date, message.last_change_date,
                message.archive_date, message.replaced_by, message.refusals,
                greatest(0, ceil(1000 * extract(epoch from message.retry_at - clock_timestamp()))), message.created_at
            from notification message join server_endpoint endpoint on endpoint.principal = message.principal
            where message.principal = ? and endpoint.holder = ? and %s and %s
            order by message.seq limit 1""".formatted(SERVED, DUE);

    /**
     * Who holds a principal's messages.
     *
     * @param waiting whether there are any that its client serves and that may be sent now
     */
    public record Held(UUID holder, boolean waiting) {}

    /** From now on changes are kept, up to {@code most} of them; they are the {@code holder}'s where nobody has them yet, and it is the newest. */
    public void keep(StatelessSession session, String principal, UUID holder, int most) {
        session.createNativeMutationQuery("""
                insert into server_endpoint (principal, holder, newest, notifies, puts, most, seen_at)
                values (:principal, :holder, :holder, true, true, :most, now())
                on conflict (principal) do update set newest = excluded.newest, most = excluded.most, seen_at = excluded.seen_at""")
                .setParameter("principal", principal)
                .setParameter("holder", holder)
                .setParameter("most", most)
                .executeUpdate();
    }

    /**
     * From now on {@code holder} has the principal's messages; until {@link #serves} all are kept, since its client may serve what the one
     * before did not. @return false where none are kept for the principal, or where another holder is newer
     */
    public boolean take(StatelessSession session, String principal, UUID holder) {
        return session.createNativeMutationQuery("""
                update server_endpoint set holder = :holder, notifies = true, puts = true, seen_at = now()
                where principal = :principal and newest = :holder""")
                .setParameter("holder", holder)
                .setParameter("principal", principal)
                .executeUpdate() == 1;
    }

    /** Notes which messages the client serves, and that it was heard of. @return false where another one has the messages */
    public boolean serves(StatelessSession session, String principal, UUID holder, boolean notifies, boolean puts) {
        return session.createNativeMutationQuery("""
                update server_endpoint set notifies = :notifies, puts = :puts, seen_at = now()
                where principal = :principal and holder = :holder""")
                .setParameter("notifies", notifies)
                .setParameter("puts", puts)
                .setParameter("principal", principal)
                .setParameter("holder", holder)
                .executeUpdate() == 1;
    }

    /** What became of a message that was to be kept. */
    public enum Keeping {
        /** It waits for a client. */
        KEPT,
        /** None of the principal's clients serves it. */
        UNSERVED,
        /** Too many wait. */
        FULL
    }

    /** Keeps a new object to be put, unless too many messages wait; it does not make an overflow, since it is no change. */
    public Keeping keepNew(StatelessSession session, String principal, UUID uid) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    with served as (select principal, exists (select from notification where principal = endpoint.principal
                            and kind = 'overflow') or exists (select from notification where principal = endpoint.principal
                            offset endpoint.most - 1 limit 1) as full_up
                        from server_endpoint endpoint where principal = ? and puts),
                    kept as (insert into notification (principal, kind, uid) select principal, 'new', ? from served where not full_up)
                    select full_up from served""")) {
                insert.setString(1, principal);
                insert.setObject(2, uid);
                try (ResultSet row = insert.executeQuery()) {
                    return !row.next() ? Keeping.UNSERVED : row.getBoolean(1) ? Keeping.FULL : Keeping.KEPT;
                }
            }
        });
    }

    /** How it stands with the messages of these principals. */
    public Map<String, Held> held(StatelessSession session, Collection<String> principals) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select endpoint.principal, endpoint.holder, exists (select from notification message
                        where message.principal = endpoint.principal and %s and %s)
                    from server_endpoint endpoint where endpoint.principal = any (?)""".formatted(SERVED, DUE))) {
                select.setArray(1, connection.createArrayOf("text", principals.toArray()));
                Map<String, Held> found = HashMap.newHashMap(principals.size());
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        found.put(row.getString(1), new Held(row.getObject(2, UUID.class), row.getBoolean(3)));
                    }
                }
                return found;
            }
        });
    }

    /** The first message that waits for the holder, of those that are not put off. */
    public Optional<NotificationRow> next(StatelessSession session, String principal, UUID holder) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement(NEXT)) {
                select.setString(1, principal);
                select.setObject(2, holder);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(read(row, principal)) : Optional.empty();
                }
            }
        });
    }

    private static NotificationRow read(ResultSet row, String principal) throws SQLException {
        Kind kind = Kind.valueOf(row.getString(2).toUpperCase(Locale.ROOT));
        return new NotificationRow(row.getLong(1), principal, kind, row.getObject(3, UUID.class), row.getObject(4, UUID.class),
                kind == Kind.NOTIFY ? values(row) : null, row.getInt(18), Duration.ofMillis(row.getLong(19)), date(row, 20));
    }

    private static Values values(ResultSet row) throws SQLException {
        return new Values(Set.of((String[]) row.getArray(5).getArray()), row.getInt(6), new LifecycleDates(date(row, 7), date(row, 8),
                date(row, 9), date(row, 10), date(row, 11), date(row, 12), date(row, 13), date(row, 14), date(row, 15)), date(row, 16),
                row.getObject(17, UUID.class));
    }

    private static Instant date(ResultSet row, int column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /**
     * Forgets a message, which was delivered or is given up.
     *
     * @return false where it is gone already, or another one has the messages: nothing was done then
     */
    public boolean remove(StatelessSession session, NotificationRow message, UUID holder) {
        heard(session, message.principal(), holder);
        return session.createNativeMutationQuery("""
                delete from notification message using server_endpoint endpoint
                where message.seq = :seq and endpoint.principal = message.principal and endpoint.holder = :holder""")
                .setParameter("seq", message.sequence())
                .setParameter("holder", holder)
                .executeUpdate() == 1;
    }

    /** A client that is sent messages all the time is not asked whether it is there; one note an hour is enough. */
    private static void heard(StatelessSession session, String principal, UUID holder) {
        session.createNativeMutationQuery("""
                update server_endpoint set seen_at = now()
                where principal = :principal and holder = :holder and seen_at < now() - interval '1 hour'""")
                .setParameter("principal", principal)
                .setParameter("holder", holder)
                .executeUpdate();
    }

    /** Notes that a message has failed, whoever has the messages now, and how long it is not to be sent again. */
    public void failed(StatelessSession session, NotificationRow message, UUID holder, Duration wait) {
        heard(session, message.principal(), holder);
        session.createNativeMutationQuery("""
                update notification set refusals = refusals + 1, retry_at = clock_timestamp() + :millis * interval '1 millisecond'
                where seq = :seq""")
                .setParameter("millis", wait.toMillis())
                .setParameter("seq", message.sequence())
                .executeUpdate();
    }

    /**
     * Puts a message off: it is not sent before {@code wait} is over, and those behind it are. Half of the messages that may wait can be put
     * off: the other half is for what can be sent.
     *
     * @return false where so many are, and where nothing is kept for the principal any more: nothing was done then
     */
    public boolean putOff(StatelessSession session, NotificationRow message, Duration wait) {
        return session.createNativeMutationQuery("""
                update notification message set due_at = clock_timestamp() + :millis * interval '1 millisecond'
                from server_endpoint endpoint
                where message.seq = :seq and endpoint.principal = message.principal and (select count(*) from notification other
                    where other.principal = message.principal and other.due_at is not null and other.seq <> message.seq)
                    < greatest(1, endpoint.most / 2)""")
                .setParameter("millis", wait.plusMillis(1).toMillis())
                .setParameter("seq", message.sequence())
                .executeUpdate() == 1;
    }

    /** Ends keeping messages for principals of which no client has been heard for so long. */
    public int forgetUnheard(StatelessSession session, Duration age) {
        return session.createNativeMutationQuery("delete from server_endpoint where seen_at < now() - :seconds * interval '1 second'")
                .setParameter("seconds", age.toSeconds())
                .executeUpdate();
    }
}
