package io.lumenvault.db.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Statements on users' credentials, identifiers and groups. Each runs in the caller's transaction. */
public final class UserRepository {

    private static final String COLUMNS = "uid, group_name, salt, iterations, verifier, fingerprint, created_by";

    /** Adds a credential that is linked to nobody. */
    public void insert(StatelessSession session, CredentialRow credential, Instant now) {
        session.doWork(connection -> {
            try (var insert = connection.prepareStatement("insert into user_credential (" + COLUMNS
                    + ", created_at) values (?, ?, ?, ?, ?, ?, ?, ?)")) {
                insert.setObject(1, credential.uid());
                insert.setString(2, credential.group());
                insert.setBytes(3, credential.salt());
                insert.setObject(4, credential.verifier() == null ? null : credential.iterations(), Types.INTEGER);
                insert.setBytes(5, credential.verifier());
                insert.setString(6, credential.fingerprint());
                insert.setString(7, credential.createdBy());
                insert.setObject(8, now.atOffset(ZoneOffset.UTC));
                insert.executeUpdate();
            }
        });
    }

    /** A credential that is linked to nobody yet. */
    public Optional<CredentialRow> unlinked(StatelessSession session, UUID uid) {
        return select(session, "uid = ? and principal is null", uid).stream().findFirst();
    }

    /** The credentials of a user. */
    public List<CredentialRow> of(StatelessSession session, String principal) {
        return select(session, "principal = ?", principal);
    }

    private static List<CredentialRow> select(StatelessSession session, String condition, Object value) {
        return session.doReturningWork(connection -> {
            try (var select = connection.prepareStatement("select " + COLUMNS + " from user_credential where " + condition)) {
                select.setObject(1, value);
                try (ResultSet rows = select.executeQuery()) {
                    List<CredentialRow> found = new ArrayList<>();
                    while (rows.next()) {
                        found.add(row(rows));
                    }
                    return found;
                }
            }
        });
    }

    private static CredentialRow row(ResultSet rows) throws SQLException {
        return new CredentialRow(rows.getObject(1, UUID.class), rows.getString(2), rows.getBytes(3), rows.getInt(4), rows.getBytes(5),
                rows.getString(6), rows.getString(7));
    }

    /** Links a credential to a user. @return false where it is linked already */
    public boolean link(StatelessSession session, UUID uid, String principal) {
        return session.createNativeMutationQuery(
                "update user_credential set principal = :principal where uid = :uid and principal is null")
                .setParameter("principal", principal).setParameter("uid", uid).executeUpdate() == 1;
    }

    /** Gives a principal its Unique Identifier. */
    public void identify(StatelessSession session, UUID uid, String principal) {
        session.createNativeMutationQuery("insert into user_identifier (uid, principal) values (:uid, :principal)")
                .setParameter("uid", uid).setParameter("principal", principal).executeUpdate();
    }

    /** Adds a group of users; fails with a constraint violation where its tenant has one of that name. */
    public void insertGroup(StatelessSession session, UUID uid, String name, String tenant, String createdBy, Instant now) {
        session.createNativeMutationQuery("""
                insert into user_group (uid, name, group_name, created_by, created_at)
                values (:uid, :name, :tenant, :createdBy, :now)""")
                .setParameter("uid", uid).setParameter("name", name).setParameter("tenant", tenant)
                .setParameter("createdBy", createdBy).setParameter("now", now).executeUpdate();
    }

    /** Takes a user into a group of its tenant. @return false where the tenant has no such group */
    public boolean join(StatelessSession session, UUID group, String tenant, String principal) {
        return session.createNativeMutationQuery("""
                insert into user_group_member (user_group, principal)
                select uid, :principal from user_group where uid = :uid and group_name = :tenant""")
                .setParameter("principal", principal).setParameter("uid", group).setParameter("tenant", tenant).executeUpdate() == 1;
    }
}
