package io.lumenvault.db.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Statements on users' credentials. Each runs in the caller's transaction. */
public final class CredentialRepository {

    private static final String COLUMNS = "uid, coalesce(type, case when fingerprint is null then 'password' else 'certificate' end), "
            + "group_name, principal, salt, iterations, verifier, fingerprint, created_by, created_at, withdrawn_at";
    private static final List<String> TOLD_BY =
            List.of("device_credential", "one_time_password_credential", "hashed_password_credential", "user_credential_secret");

    /** Adds a credential. */
    public void insert(StatelessSession session, CredentialRow credential) {
        session.doWork(connection -> {
            try (var insert = connection.prepareStatement("""
                    insert into user_credential (uid, type, group_name, principal, salt, iterations, verifier, fingerprint, created_by,
                    created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
                PasswordHash password = credential.password();
                insert.setObject(1, credential.uid());
                insert.setString(2, credential.type());
                insert.setString(3, credential.group());
                insert.setString(4, credential.principal());
                insert.setBytes(5, password == null ? null : password.salt());
                insert.setObject(6, password == null ? null : password.iterations(), Types.INTEGER);
                insert.setBytes(7, password == null ? null : password.value());
                insert.setString(8, credential.fingerprint());
                insert.setString(9, credential.createdBy());
                insert.setObject(10, credential.createdAt().atOffset(ZoneOffset.UTC));
                insert.executeUpdate();
            }
        });
    }

    /** A credential. */
    public Optional<CredentialRow> find(StatelessSession session, UUID uid) {
        return select(session, "uid = ?", uid).stream().findFirst();
    }

    /** A credential that is linked to nobody yet, and not withdrawn. */
    public Optional<CredentialRow> unlinked(StatelessSession session, UUID uid) {
        return find(session, uid).filter(found -> found.principal() == null && found.withdrawnAt() == null);
    }

    /** The credentials of a user, withdrawn ones included, oldest first. */
    public List<CredentialRow> of(StatelessSession session, String principal) {
        return select(session, "principal = ? order by created_at, uid", principal);
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
        byte[] verifier = rows.getBytes(7);
        OffsetDateTime withdrawn = rows.getObject(11, OffsetDateTime.class);
        return new CredentialRow(rows.getObject(1, UUID.class), rows.getString(2), rows.getString(3), rows.getString(4),
                verifier == null ? null : new PasswordHash(rows.getBytes(5), rows.getInt(6), verifier), rows.getString(8),
                rows.getString(9), rows.getObject(10, OffsetDateTime.class).toInstant(), withdrawn == null ? null : withdrawn.toInstant());
    }

    /** Links a credential to a user. @return false where it is linked already, or withdrawn */
    public boolean link(StatelessSession session, UUID uid, String principal) {
        return session.createNativeMutationQuery("""
                update user_credential set principal = :principal
                where uid = :uid and principal is null and withdrawn_at is null""")
                .setParameter("principal", principal).setParameter("uid", uid).executeUpdate() == 1;
    }

    /**
     * Withdraws a credential for ever: what it was told by, and the tickets that were obtained by it, are gone.
     *
     * @return false where it was withdrawn before
     */
    public boolean withdraw(StatelessSession session, UUID uid, String by, Instant now) {
        boolean withdrawn = session.createNativeMutationQuery("""
                update user_credential set withdrawn_at = :now, withdrawn_by = :by, salt = null, iterations = null, verifier = null
                where uid = :uid and withdrawn_at is null""")
                .setParameter("now", now).setParameter("by", by).setParameter("uid", uid).executeUpdate() == 1;
        if (withdrawn) {
            TOLD_BY.forEach(table -> delete(session, table, "uid = :uid", uid));
            delete(session, "ticket", "credentials @> array[cast(:uid as uuid)]", uid);
        }
        return withdrawn;
    }

    private static void delete(StatelessSession session, String table, String condition, UUID uid) {
        session.createNativeMutationQuery("delete from " + table + " where " + condition).setParameter("uid", uid).executeUpdate();
    }
}
