package io.lumenvault.db.client;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Statements on tickets. Each runs in the caller's transaction. */
public final class TicketRepository {

    private static final String COLUMNS = "principal, rights, issued_at, expires_at, requests_left, credentials, certificate";
    private static final String GOOD = """
             and hash = ? and expires_at > ? and (requests_left is null or requests_left > 0)
            and not exists (select from unnest(ticket.credentials) told (uid) where told.uid <> all (?)
                and not exists (select from user_credential made where made.uid = told.uid and made.withdrawn_at is null))
            and not exists (select from revoked_certificate revoked where revoked.fingerprint = ticket.certificate)""";
    private static final String RETURNING = " returning " + COLUMNS;

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
                insert into ticket (hash, principal, rights, issued_at, expires_at, requests_left, credentials, certificate)
                select ?, ?, ?, ?, ?, ?, ?, ? where (select count(*) from ticket where principal = ?) < ?""")) {
            insert.setBytes(1, ticket.hash());
            insert.setString(2, ticket.principal());
            insert.setBytes(3, ticket.rights());
            insert.setTimestamp(4, Timestamp.from(ticket.issuedAt()));
            insert.setTimestamp(5, Timestamp.from(ticket.expiresAt()));
            insert.setObject(6, ticket.requestsLeft(), Types.BIGINT);
            insert.setArray(7, connection.createArrayOf("uuid", ticket.credentials().toArray()));
            insert.setString(8, ticket.certificate());
            insert.setString(9, ticket.principal());
            insert.setLong(10, most);
            return insert.executeUpdate() == 1;
        }
    }

    /**
     * Uses a principal's ticket for one request, in one statement; empty where it is none, is expired or spent, or was obtained by what is
     * withdrawn or revoked since.
     *
     * @param configured passwords of the configuration file that are in force
     */
    public Optional<TicketRow> use(StatelessSession session, byte[] hash, String principal, Instant now, Set<UUID> configured) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement use = connection.prepareStatement("update ticket set requests_left = requests_left - 1 where principal = ?"
                    + GOOD + RETURNING)) {
                use.setString(1, principal);
                return row(use, hash, now, configured);
            }
        });
    }

    /** The ticket that was obtained beside a client certificate, which is not used by this; empty as for {@link #use}. */
    public Optional<TicketRow> find(StatelessSession session, byte[] hash, String certificate, Instant now, Set<UUID> configured) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement find = connection.prepareStatement("select " + COLUMNS + " from ticket where certificate = ?" + GOOD)) {
                find.setString(1, certificate);
                return row(find, hash, now, configured);
            }
        });
    }

    private static Optional<TicketRow> row(PreparedStatement statement, byte[] hash, Instant now, Set<UUID> configured)
            throws SQLException {
        statement.setBytes(2, hash);
        statement.setTimestamp(3, Timestamp.from(now));
        statement.setArray(4, statement.getConnection().createArrayOf("uuid", configured.toArray()));
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(new TicketRow(hash, row.getString(1), row.getBytes(2), row.getTimestamp(3).toInstant(),
                    row.getTimestamp(4).toInstant(), row.getObject(5, Long.class),
                    List.of((UUID[]) row.getArray(6).getArray()), row.getString(7)))
                    : Optional.empty();
        }
    }

    /** Ends all tickets that were obtained beside a client certificate. */
    public void endBeside(StatelessSession session, String certificate) {
        session.createNativeMutationQuery("delete from ticket where certificate = :certificate").setParameter("certificate", certificate)
                .executeUpdate();
    }

    /** Ends a principal's ticket. @return false where the principal has no such ticket */
    public boolean end(StatelessSession session, byte[] hash, String principal) {
        return session.createNativeMutationQuery("delete from ticket where hash = :hash and principal = :principal")
                .setParameter("hash", hash)
                .setParameter("principal", principal)
                .executeUpdate() == 1;
    }
}
