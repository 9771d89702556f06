package io.lumenvault.db.policy;

import io.lumenvault.db.NamedSelect;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.LocalDate;
import java.util.Map;
import org.hibernate.StatelessSession;

/** What counts to quotas of principals, shared by all nodes of a database. Each statement runs in the caller's transaction. */
public final class QuotaRepository {

    /**
     * Takes a portion of a principal's quota of a day: as much of it as is left.
     *
     * @param rule the policy's rule that sets it
     * @param wanted uses to take
     * @param limit the quota of the day
     * @return uses taken, 0 when the quota is used up
     */
    public long take(StatelessSession session, String principal, String rule, LocalDate day, long wanted, long limit) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement start = connection.prepareStatement(
                    "insert into quota_use (principal, rule, day, taken) values (?, ?, ?, 0) on conflict do nothing")) {
                start.setString(1, principal);
                start.setString(2, rule);
                start.setObject(3, day);
                start.executeUpdate();
            }
            try (PreparedStatement take = connection.prepareStatement("""
                    with before as (select taken from quota_use where principal = ? and rule = ? and day = ? for update)
                    update quota_use set taken = greatest(before.taken, least(before.taken + ?, ?)) from before
                    where principal = ? and rule = ? and day = ? returning quota_use.taken - before.taken""")) {
                take.setString(1, principal);
                take.setString(2, rule);
                take.setObject(3, day);
                take.setLong(4, wanted);
                take.setLong(5, limit);
                take.setString(6, principal);
                take.setString(7, rule);
                take.setObject(8, day);
                try (ResultSet row = take.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    /** Gives back what was taken and not used. */
    public void giveBack(StatelessSession session, String principal, String rule, LocalDate day, long number) {
        session.createNativeMutationQuery("""
                update quota_use set taken = greatest(0, taken - :number) where principal = :principal and rule = :rule and day = :day""")
                .setParameter("number", number).setParameter("principal", principal).setParameter("rule", rule).setParameter("day", day)
                .executeUpdate();
    }

    /** What has been taken of a principal's quota of a day. */
    public long taken(StatelessSession session, String principal, String rule, LocalDate day) {
        return new NamedSelect("select taken from quota_use where principal = :principal and rule = :rule and day = :day",
                Map.of("principal", principal, "rule", rule, "day", day)).list(session, row -> row.getLong(1)).stream().findFirst().orElse(0L);
    }

    /** Forgets days before {@code day}. */
    public int forget(StatelessSession session, LocalDate day) {
        return session.createNativeMutationQuery("delete from quota_use where day < :day").setParameter("day", day).executeUpdate();
    }

    /** Objects of a scope that are not destroyed; others that count the same owner's wait until this transaction has ended. */
    public long countExclusively(StatelessSession session, QuotaScope scope) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement lock = connection.prepareStatement(
                    "select pg_advisory_xact_lock(hashtextextended('objects ' || ?, 6))")) {
                lock.setString(1, scope.owner());
                lock.executeQuery().close();
            }
            return new ObjectCount(connection, scope).run();
        });
    }
}
