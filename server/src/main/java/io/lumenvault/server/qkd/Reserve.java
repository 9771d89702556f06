package io.lumenvault.server.qkd;

import io.lumenvault.db.Database;
import io.lumenvault.db.qkd.LinkRepository;
import io.lumenvault.db.qkd.ReservationRepository;
import io.lumenvault.db.qkd.SealedRange;
import io.lumenvault.db.qkd.SupplyRow;
import io.lumenvault.server.lifecycle.LinkPolicy;
import io.lumenvault.server.vault.Policies;
import io.lumenvault.server.vault.PolicyDepletedException;
import jakarta.inject.Singleton;
import java.util.List;
import org.hibernate.StatelessSession;

/** Reserves key for a master, and leaves what the policy keeps in reserve to those whom it names. */
@Singleton
class Reserve {

    private final ReservationRepository reservations = new ReservationRepository();
    private final LinkRepository links = new LinkRepository();
    private final Database database;
    private final Policies policies;

    Reserve(Database database, Policies policies) {
        this.database = database;
        this.policies = policies;
    }

    /**
     * Reserves and commits.
     *
     * @param waiting whether to wait for the requests of others
     * @return the ranges; empty when there is not enough
     */
    List<SealedRange> run(SupplyRow supply, boolean waiting) {
        LinkPolicy policy = policies.link(supply.link());
        long floor = policy.reserveFloor(supply.master());
        if (floor > 0) {
            return database.transaction(session -> above(session, supply, policy, floor));
        }
        return waiting ? database.transaction(session -> reservations.reserveWaiting(session, supply))
                : database.statement(session -> reservations.reserve(session, supply, Dealing.CHUNK_BYTES));
    }

    /** One at a time, so that two requests cannot both take the last bits above the reserve. */
    private List<SealedRange> above(StatelessSession session, SupplyRow supply, LinkPolicy policy, long floor) {
        reservations.oneAtATime(session, supply.link());
        if (!links.hasOwnBits(session, supply.link(), floor + (long) supply.totalBytes() * Byte.SIZE)) {
            throw new PolicyDepletedException(policy.policyVersion(), policy.reserveRule(supply.master()),
                    "link " + supply.link() + " keeps a reserve of " + floor + " bits, which this request would reach");
        }
        return reservations.reserveWaiting(session, supply);
    }
}
