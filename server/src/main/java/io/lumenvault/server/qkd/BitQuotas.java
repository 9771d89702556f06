package io.lumenvault.server.qkd;

import io.lumenvault.db.policy.QuotaRepository;
import io.lumenvault.db.qkd.SupplyRow;
import io.lumenvault.server.lifecycle.LinkPolicy;
import io.lumenvault.server.lifecycle.QuotaDay;
import io.lumenvault.server.vault.PolicyDepletedException;
import java.time.Instant;
import org.hibernate.StatelessSession;

/**
 * Counts the bits that masters draw against the daily quotas of the policy's rules for links: in the transaction that reserves them, so that
 * all nodes together never exceed one. What is given up at both ends has been drawn; what becomes free again has not.
 */
final class BitQuotas {

    private final QuotaRepository rows = new QuotaRepository();

    /** @throws PolicyDepletedException when one of the quotas has no room for the allocation; the caller rolls back then */
    void take(StatelessSession session, LinkPolicy policy, SupplyRow supply) {
        for (LinkPolicy.DailyBits quota : policy.quotas()) {
            if (rows.take(session, supply.master(), quota.rule(), QuotaDay.of(supply.createdAt()).date(), bits(supply), quota.bits()) < bits(supply)) {
                throw new PolicyDepletedException(policy.policyVersion(), quota.rule(), QuotaDay.of(supply.createdAt()).left(), "'" + supply.master() + "' may draw " + quota.bits()
                        + " bits of link " + supply.link() + " a day, which this request would exceed");
            }
        }
    }

    /** The allocation became free again. */
    void giveBack(StatelessSession session, LinkPolicy policy, SupplyRow supply) {
        policy.quotas().forEach(quota -> rows.giveBack(session, supply.master(), quota.rule(), QuotaDay.of(supply.createdAt()).date(), bits(supply)));
    }

    /** Bits that a master may still draw on the day of {@code now}. */
    long left(StatelessSession session, LinkPolicy policy, String master, Instant now) {
        return policy.quotas().stream().mapToLong(quota -> Math.max(0, quota.bits() - rows.taken(session, master, quota.rule(), QuotaDay.of(now).date())))
                .min().orElse(Long.MAX_VALUE);
    }

    private static long bits(SupplyRow supply) {
        return (long) supply.totalBytes() * Byte.SIZE;
    }
}
