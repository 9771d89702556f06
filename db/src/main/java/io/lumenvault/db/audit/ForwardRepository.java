package io.lumenvault.db.audit;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import org.hibernate.StatelessSession;

/** Statements on how far the log has been forwarded to collectors. */
public final class ForwardRepository {

    /** The leaf from which on entries may not have arrived at a target; 0 for a new one. */
    public long next(StatelessSession session, String target) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select next_index from audit_forward where target = ?")) {
                select.setString(1, target);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? row.getLong(1) : 0L;
                }
            }
        });
    }

    /** Moves on; never back. */
    public void advance(StatelessSession session, String target, long next) {
        session.doWork(connection -> {
            try (PreparedStatement advance = connection.prepareStatement("""
                    insert into audit_forward (target, next_index) values (?, ?)
                    on conflict (target) do update set next_index = greatest(audit_forward.next_index, excluded.next_index)""")) {
                advance.setString(1, target);
                advance.setLong(2, next);
                advance.executeUpdate();
            }
        });
    }

    /**
     * Takes or prolongs the lease of forwarding to a target; the database's clock counts.
     *
     * @param holder who forwards
     * @param seconds from now
     * @return false while another one holds it
     */
    public boolean hold(StatelessSession session, String target, String holder, int seconds) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement hold = connection.prepareStatement("""
                    insert into audit_forward as known (target, next_index, holder, held_until)
                    values (?, 0, ?, clock_timestamp() + ? * interval '1 second')
                    on conflict (target) do update set holder = excluded.holder, held_until = excluded.held_until
                    where known.holder = excluded.holder or coalesce(known.held_until <= clock_timestamp(), true)""")) {
                hold.setString(1, target);
                hold.setString(2, holder);
                hold.setInt(3, seconds);
                return hold.executeUpdate() == 1;
            }
        });
    }

    /** Ends the lease, if it is the holder's. */
    public void release(StatelessSession session, String target, String holder) {
        session.doWork(connection -> {
            try (PreparedStatement release = connection.prepareStatement(
                    "update audit_forward set holder = null, held_until = null where target = ? and holder = ?")) {
                release.setString(1, target);
                release.setString(2, holder);
                release.executeUpdate();
            }
        });
    }
}
