package io.lumenvault.db.access;

import io.lumenvault.db.object.SealedMaterial;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/**
 * Statements on credentials that the server must hold a secret of, which is sealed: one-time passwords and Hashed Passwords. Each runs in
 * the caller's transaction.
 */
public final class SecretRepository {

    /** Of passwords with six digits, one in 4000 that is good looks like one of so many that are spent, and is refused. */
    private static final int SPENT_KEPT = 256;

    /**
     * How one-time passwords are made.
     *
     * @param timeBased by the time (RFC 6238), or else by a counter (RFC 4226)
     * @param mac JCA name of the MAC
     * @param nextFactor the lowest counter or time step that is still good
     * @param spentFactors those that were used last, {@value #SPENT_KEPT} at most
     */
    public record OneTime(boolean timeBased, String mac, int digits, int intervalSeconds, long nextFactor, List<Long> spentFactors,
            SealedMaterial seed) {
        public OneTime {
            spentFactors = List.copyOf(spentFactors);
        }
    }

    /** How a Hashed Password is made. @param digest JCA name of the hash */
    public record Hashed(String digest, SealedMaterial hashes) {}

    /** Adds one-time passwords. */
    public void insert(StatelessSession session, UUID credential, OneTime made) {
        session.createNativeMutationQuery("""
                insert into one_time_password_credential (uid, time_based, mac, digits, interval_seconds, next_factor)
                values (:uid, :timeBased, :mac, :digits, :interval, :next)""")
                .setParameter("uid", credential).setParameter("timeBased", made.timeBased()).setParameter("mac", made.mac())
                .setParameter("digits", made.digits()).setParameter("interval", made.intervalSeconds())
                .setParameter("next", made.nextFactor()).executeUpdate();
        insert(session, credential, made.seed());
    }

    /** Adds a Hashed Password of which no time stamp has been used. */
    public void insert(StatelessSession session, UUID credential, Hashed made) {
        session.createNativeMutationQuery("insert into hashed_password_credential (uid, digest, last_micros) values (:uid, :digest, 0)")
                .setParameter("uid", credential).setParameter("digest", made.digest()).executeUpdate();
        insert(session, credential, made.hashes());
    }

    private static void insert(StatelessSession session, UUID credential, SealedMaterial secret) {
        session.createNativeMutationQuery("insert into user_credential_secret (uid, generation, sealed) values (:uid, :generation, :sealed)")
                .setParameter("uid", credential).setParameter("generation", secret.generation())
                .setParameter("sealed", secret.bytes()).executeUpdate();
    }

    /** The one-time passwords of a credential. */
    public Optional<OneTime> oneTime(StatelessSession session, UUID credential) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select time_based, mac, digits, interval_seconds, next_factor, spent_factors, generation, sealed
                    from one_time_password_credential made join user_credential_secret secret on secret.uid = made.uid
                    where made.uid = ?""")) {
                select.setObject(1, credential);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(new OneTime(row.getBoolean(1), row.getString(2), row.getInt(3), row.getInt(4),
                            row.getLong(5), List.of((Long[]) row.getArray(6).getArray()), new SealedMaterial(row.getInt(7), row.getBytes(8))))
                            : Optional.empty();
                }
            }
        });
    }

    /** The Hashed Password of a credential. */
    public Optional<Hashed> hashed(StatelessSession session, UUID credential) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select digest, generation, sealed
                    from hashed_password_credential made join user_credential_secret secret on secret.uid = made.uid
                    where made.uid = ?""")) {
                select.setObject(1, credential);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(new Hashed(row.getString(1), new SealedMaterial(row.getInt(2), row.getBytes(3))))
                            : Optional.empty();
                }
            }
        });
    }

    /** Uses a counter or time step, and all below it, for ever, and keeps it among those that are spent. @return false where it was used before */
    public boolean useFactor(StatelessSession session, UUID credential, long factor) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    update one_time_password_credential set next_factor = ? + 1,
                    spent_factors = (spent_factors || ?)[greatest(1, cardinality(spent_factors) + 2 - ?):]
                    where uid = ? and next_factor <= ?""")) {
                update.setLong(1, factor);
                update.setLong(2, factor);
                update.setInt(3, SPENT_KEPT);
                update.setObject(4, credential);
                update.setLong(5, factor);
                return update.executeUpdate() == 1;
            }
        });
    }

    /** Uses a time stamp, and all before it, for ever. @return false where it, or a later one, was used before */
    public boolean useTimestamp(StatelessSession session, UUID credential, long micros) {
        return session.createNativeMutationQuery(
                "update hashed_password_credential set last_micros = :micros where uid = :uid and last_micros < :micros")
                .setParameter("micros", micros).setParameter("uid", credential).executeUpdate() == 1;
    }
}
