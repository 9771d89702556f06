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
}
