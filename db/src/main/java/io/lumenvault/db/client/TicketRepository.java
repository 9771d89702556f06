package io.lumenvault.db.client;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** Statements on tickets. Each runs in the caller's transaction. */
public final class TicketRepository {

    /** Adds a ticket if the principal has fewer than {@code most}; spent and expired ones are forgotten first. */
    public boolean insert(StatelessSession session, TicketRow ticket, long most) {
        session.createNativeMutationQuery("delete from ticket where expires_at <= :now or requests_left = 0")
                .setParameter("now", ticket.issuedAt()).executeUpdate();
        return session.doReturningWork(connection -> insert(connection, ticket, most));
    }

    private static boolean insert(Connection connection, TicketRow ticket, long most) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended('tickets ' || ?, 28))")) {
            lock.setString(1, ticket.principal());
            lock.executeQuery().close();
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into ticket (hash, principal, rights, issued_at, expires_at, requests_left)
                select ?, ?, ?, ?, ?, ? where (select count(*) from ticket where principal = ?) < ?""")) {
            insert.setBytes(1, ticket.hash());
            insert.setString(2, ticket.principal());
            insert.setBytes(3, ticket.rights());
            insert.setTimestamp(4, Timestamp.from(ticket.issuedAt()));
            insert.setTimestamp(5, Timestamp.from(ticket.expiresAt()));
            insert.setObject(6, ticket.requestsLeft(), Types.BIGINT);
            insert.setString(7, ticket.principal());
            insert.setLong(8, most);
            return insert.executeUpdate() == 1;
        }
    }

    /** Uses a principal's ticket for one request, in one statement; empty where it is none, or is expired or spent. */
    public Optional<TicketRow> use(StatelessSession session, byte[] hash, String principal, Instant now) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement use = connection.prepareStatement("""
                    update ticket set requests_left = requests_left - 1
                    where hash = ? and principal = ? and expires_at > ? and (requests_left is null or requests_left > 0)
                    returning principal, rights, issued_at, expires_at, requests_left""")) {
                use.setBytes(1, hash);
                use.setString(2, principal);
                use.setTimestamp(3, Timestamp.from(now));
                try (ResultSet row = use.executeQuery()) {
                    return row.next() ? Optional.of(new TicketRow(hash, row.getString(1), row.getBytes(2),
                            row.getTimestamp(3).toInstant(), row.getTimestamp(4).toInstant(), row.getObject(5, Long.class)))
                            : Optional.empty();
                }
            }
        });
    }

    /** Ends a principal's ticket. @return false where the principal has no such ticket */
    public boolean end(StatelessSession session, byte[] hash, String principal) {
        return session.createNativeMutationQuery("delete from ticket where hash = :hash and principal = :principal")
                .setParameter("hash", hash)
                .setParameter("principal", principal)
                .executeUpdate() == 1;
    }
}
