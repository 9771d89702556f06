package io.lumenvault.db.access;

import io.lumenvault.db.NamedSelect;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Statements on principals, their certificates and service tokens. Each runs in the caller's transaction. */
public final class AccessRepository {

    /** Number of the last change. */
    public long version(StatelessSession session) {
        NamedSelect select = new NamedSelect("select version from access_version where id = 1", Map.of());
        return select.list(session, rows -> rows.getLong(1)).getFirst();
    }

    /** Begins a change: until the transaction ends no other change can begin, so what is read from here on stays so. */
    public void beginChange(StatelessSession session) {
        session.createNativeMutationQuery("update access_version set version = version + 1 where id = 1").executeUpdate();
    }

    /** All principals, disabled ones included. */
    public List<PrincipalRow> principals(StatelessSession session) {
        return session.doReturningWork(connection -> {
            try (var select = connection.prepareStatement(
                    "select name, group_name, roles, created_by, created_at, disabled_at from principal order by name");
                    ResultSet rows = select.executeQuery()) {
                List<PrincipalRow> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(new PrincipalRow(rows.getString(1), rows.getString(2), texts(rows.getArray(3)), rows.getString(4),
                            instant(rows, 5), instant(rows, 6)));
                }
                return found;
            }
        });
    }

    /** Principals by the fingerprint of their certificate. */
    public Map<String, String> certificates(StatelessSession session) {
        return session.doReturningWork(connection -> {
            try (var select = connection.prepareStatement("select fingerprint, principal from principal_certificate");
                    ResultSet rows = select.executeQuery()) {
                Map<String, String> found = new HashMap<>();
                while (rows.next()) {
                    found.put(rows.getString(1), rows.getString(2));
                }
                return found;
            }
        });
    }

    /**
     * Certificates that were revoked by later changes than this one, by their fingerprint, with whether they were bound to their principal.
     *
     * @param version number of a change
     */
    public List<RevokedCertificate> revokedSince(StatelessSession session, long version) {
        return session.doReturningWork(connection -> {
            try (var select = connection.prepareStatement(
                    "select fingerprint, principal, was_bound from revoked_certificate where version > ?")) {
                select.setLong(1, version);
                try (ResultSet rows = select.executeQuery()) {
                    List<RevokedCertificate> found = new ArrayList<>();
                    while (rows.next()) {
                        found.add(new RevokedCertificate(rows.getString(1), rows.getString(2), rows.getBoolean(3)));
                    }
                    return found;
                }
            }
        });
    }

    /** Lets a certificate stand for a principal no more; it is unbound. @return false where it is revoked already */
    public boolean revokeCertificate(StatelessSession session, String fingerprint, String principal, String by, Instant now) {
        boolean bound = session.createNativeMutationQuery("delete from principal_certificate where fingerprint = :fingerprint and principal = :principal")
                .setParameter("fingerprint", fingerprint).setParameter("principal", principal).executeUpdate() == 1;
        return session.createNativeMutationQuery("""
                insert into revoked_certificate (fingerprint, principal, was_bound, revoked_by, revoked_at)
                values (:fingerprint, :principal, :bound, :by, :now) on conflict do nothing""")
                .setParameter("fingerprint", fingerprint).setParameter("principal", principal).setParameter("bound", bound)
                .setParameter("by", by).setParameter("now", now).executeUpdate() == 1;
    }

    /** Service tokens, those that are spent included, newest first. */
    public List<TokenRow> tokens(StatelessSession session) {
        return session.doReturningWork(connection -> {
            try (var select = connection.prepareStatement("""
                    select id, hash, principal, roles, issued_by, issued_at, expires_at, revoked_at
                    from service_token order by issued_at desc, id""");
                    ResultSet rows = select.executeQuery()) {
                List<TokenRow> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(new TokenRow(rows.getObject(1, UUID.class), rows.getBytes(2), rows.getString(3), texts(rows.getArray(4)),
                            rows.getString(5), instant(rows, 6), instant(rows, 7), instant(rows, 8)));
                }
                return found;
            }
        });
    }

    /** Adds a principal; fails with a constraint violation when the name is taken. */
    public void insert(StatelessSession session, PrincipalRow principal) {
        session.doWork(connection -> {
            try (var insert = connection.prepareStatement(
                    "insert into principal (name, group_name, roles, created_by, created_at) values (?, ?, ?, ?, ?)")) {
                insert.setString(1, principal.name());
                insert.setString(2, principal.group());
                insert.setArray(3, connection.createArrayOf("text", principal.roles().toArray()));
                insert.setString(4, principal.createdBy());
                insert.setObject(5, principal.createdAt().atOffset(ZoneOffset.UTC));
                insert.executeUpdate();
            }
        });
    }

    /** Replaces the roles of a principal that is not disabled. @return false when there is none */
    public boolean setRoles(StatelessSession session, String name, List<String> roles) {
        return session.doReturningWork(connection -> {
            try (var update = connection.prepareStatement("update principal set roles = ? where name = ? and disabled_at is null")) {
                update.setArray(1, connection.createArrayOf("text", roles.toArray()));
                update.setString(2, name);
                return update.executeUpdate() == 1;
            }
        });
    }

    /** Disables a principal for ever. @return false when there is none that is not disabled */
    public boolean disable(StatelessSession session, String name, Instant now) {
        return session.createNativeMutationQuery("update principal set disabled_at = :now where name = :name and disabled_at is null")
                .setParameter("now", now).setParameter("name", name).executeUpdate() == 1;
    }

    /** Binds a certificate to a principal; fails with a constraint violation when it is bound already. */
    public void bind(StatelessSession session, String principal, String fingerprint, Instant now) {
        session.createNativeMutationQuery(
                "insert into principal_certificate (fingerprint, principal, bound_at) values (:fingerprint, :principal, :now)")
                .setParameter("fingerprint", fingerprint).setParameter("principal", principal).setParameter("now", now).executeUpdate();
    }

    /** Adds a service token. */
    public void insert(StatelessSession session, TokenRow token) {
        session.doWork(connection -> {
            try (var insert = connection.prepareStatement("""
                    insert into service_token (id, hash, principal, roles, issued_by, issued_at, expires_at)
                    values (?, ?, ?, ?, ?, ?, ?)""")) {
                insert.setObject(1, token.id());
                insert.setBytes(2, token.hash());
                insert.setString(3, token.principal());
                insert.setArray(4, connection.createArrayOf("text", token.roles().toArray()));
                insert.setString(5, token.issuedBy());
                insert.setObject(6, token.issuedAt().atOffset(ZoneOffset.UTC));
                insert.setObject(7, token.expiresAt().atOffset(ZoneOffset.UTC));
                insert.executeUpdate();
            }
        });
    }

    /** Revokes a service token. @return false when there is none that is not revoked */
    public boolean revokeToken(StatelessSession session, UUID id, Instant now) {
        return session.createNativeMutationQuery("update service_token set revoked_at = :now where id = :id and revoked_at is null")
                .setParameter("now", now).setParameter("id", id).executeUpdate() == 1;
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    private static Instant instant(ResultSet rows, int column) throws SQLException {
        OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
