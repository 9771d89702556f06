package io.lumenvault.server.vault;

import io.lumenvault.db.policy.QuotaRepository;
import io.lumenvault.db.policy.QuotaScope;
import io.lumenvault.server.lifecycle.ObjectQuota;
import io.lumenvault.server.lifecycle.PolicyRefusedException;
import java.util.List;
import org.hibernate.StatelessSession;

/** How many objects of a rule a principal may have: counted when one more is made, or comes under the rule. */
final class ObjectQuotas {

    private final QuotaRepository rows = new QuotaRepository();

    /** Refuses one more object of an owner where one of the quotas is used up; in the transaction that adds it. */
    void requireRoom(StatelessSession session, String owner, long policyVersion, List<ObjectQuota> quotas) {
        for (ObjectQuota quota : quotas) {
            if (rows.countExclusively(session, scope(owner, quota)) >= quota.limit()) {
                throw new PolicyRefusedException(policyVersion, quota.rule(), false,
                        "'" + owner + "' has " + quota.limit() + " objects of this rule, as many as it may have");
            }
        }
    }

    /** Owner and tenant meet the rule's conditions already, or the quota would not bind the owner. */
    private static QuotaScope scope(String owner, ObjectQuota quota) {
        return new QuotaScope(owner, quota.match().objectTypes(), quota.match().algorithms(), quota.match().originLinks(),
                quota.match().labels());
    }
}
