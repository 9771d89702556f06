package io.lumenvault.db.access;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Statements on passwords of the configuration file. Each runs in the caller's transaction. */
public final class ConfiguredPasswordRepository {

    /** What tells a password. @param uid by which tickets know it; another password has another one */
    public record Known(UUID uid, PasswordHash password) {}

    /** What is kept of a principal's password. */
    public Optional<Known> find(StatelessSession session, String principal) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select uid, salt, iterations, verifier from configured_password where principal = ?")) {
                select.setString(1, principal);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(new Known(row.getObject(1, UUID.class),
                            new PasswordHash(row.getBytes(2), row.getInt(3), row.getBytes(4)))) : Optional.empty();
                }
            }
        });
    }

    /** Keeps what tells a principal's password, in place of what told the one before. */
    public void put(StatelessSession session, String principal, Known known, Instant now) {
        session.doWork(connection -> {
            try (PreparedStatement put = connection.prepareStatement("""
                    insert into configured_password (principal, uid, salt, iterations, verifier, set_at) values (?, ?, ?, ?, ?, ?)
                    on conflict (principal) do update set uid = excluded.uid, salt = excluded.salt, iterations = excluded.iterations,
                    verifier = excluded.verifier, set_at = excluded.set_at""")) {
                put.setString(1, principal);
                put.setObject(2, known.uid());
                put.setBytes(3, known.password().salt());
                put.setInt(4, known.password().iterations());
                put.setBytes(5, known.password().value());
                put.setObject(6, now.atOffset(ZoneOffset.UTC));
                put.executeUpdate();
            }
        });
    }

    /** Forgets the passwords of all principals but these. */
    public void keepOnly(StatelessSession session, Collection<String> principals) {
        session.doWork(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("delete from configured_password where principal <> all (?)")) {
                delete.setArray(1, connection.createArrayOf("text", principals.toArray()));
                delete.executeUpdate();
            }
        });
    }
}
