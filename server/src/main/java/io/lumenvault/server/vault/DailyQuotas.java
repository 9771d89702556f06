package io.lumenvault.server.vault;

import io.lumenvault.db.Database;
import io.lumenvault.db.policy.QuotaRepository;
import io.lumenvault.server.lifecycle.GovernedObject;
import io.lumenvault.server.lifecycle.PolicyRefusedException;
import io.lumenvault.server.lifecycle.QuotaDay;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts uses against daily quotas. A node takes a portion of a quota from the database and uses it up in memory, so that a quota is
 * never exceeded by all nodes together and a use seldom costs a statement; what a node has not used of its portion when it stops is lost.
 */
final class DailyQuotas {

    private static final long LARGEST_PORTION = 100;
    /** Of a small quota no node may hoard much. */
    private static final long PORTIONS = 50;

    private final QuotaRepository quotas = new QuotaRepository();
    private final Map<Key, Portion> portions = new ConcurrentHashMap<>();
    private final Database database;
    private final Clock clock;

    DailyQuotas(Database database, Clock clock) {
        this.database = Objects.requireNonNull(database, "database");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    private record Key(String principal, String rule) {}

    private record Portion(LocalDate day, long left) {}

    /** Counts a use of an object; refuses it when a quota of the day is used up. */
    void use(String principal, GovernedObject object) {
        for (GovernedObject.DailyQuota quota : object.dailyQuotas()) {
            if (!take(principal, quota)) {
                throw PolicyRefusedException.quota(object.policyVersion(), quota.rule(), today().left(),
                        "'" + principal + "' has used up its " + quota.limit() + " operations of the day");
            }
        }
    }

    /** Forgets what was used on days that are over. */
    void forget() {
        LocalDate today = today().date();
        portions.values().removeIf(portion -> portion.day().isBefore(today));
        database.transaction(session -> quotas.forget(session, today));
    }

    private QuotaDay today() {
        return QuotaDay.of(clock.instant());
    }

    private boolean take(String principal, GovernedObject.DailyQuota quota) {
        LocalDate today = today().date();
        boolean[] taken = new boolean[1];
        portions.compute(new Key(principal, quota.rule()), (key, held) -> {
            long left = held != null && held.day().equals(today) ? held.left() : 0;
            if (left == 0) {
                long wanted = Math.clamp(quota.limit() / PORTIONS, 1, LARGEST_PORTION);
                left = database.transaction(session -> quotas.take(session, principal, quota.rule(), today, wanted, quota.limit()));
            }
            taken[0] = left > 0;
            return new Portion(today, Math.max(0, left - 1));
        });
        return taken[0];
    }
}
