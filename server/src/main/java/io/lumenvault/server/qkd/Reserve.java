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

/** Reserves key for a master within its quotas, and leaves what the policy keeps in reserve to those whom it names. */
@Singleton
class Reserve {

    private final ReservationRepository reservations = new ReservationRepository();
    private final LinkRepository links = new LinkRepository();
    private final BitQuotas quotas = new BitQuotas();
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
        if (floor == 0 && !waiting && policy.quotas().isEmpty()) {
            return database.statement(session -> reservations.reserve(session, supply, Dealing.CHUNK_BYTES));
        }
        return database.transaction(session -> {
            if (floor > 0) {
                requireAbove(session, supply, policy, floor);
            }
            List<SealedRange> ranges = waiting || floor > 0 ? reservations.reserveWaiting(session, supply)
                    : reservations.reserve(session, supply, Dealing.CHUNK_BYTES);
            if (!ranges.isEmpty()) {
                quotas.take(session, policy, supply);
            }
            return ranges;
        });
    }

    /** One at a time, so that two requests cannot both take the last bits above the reserve. */
    private void requireAbove(StatelessSession session, SupplyRow supply, LinkPolicy policy, long floor) {
        reservations.oneAtATime(session, supply.link());
        if (!links.hasOwnBits(session, supply.link(), floor + (long) supply.totalBytes() * Byte.SIZE)) {
            throw new PolicyDepletedException(policy.policyVersion(), policy.reserveRule(supply.master()),
                    "link " + supply.link() + " keeps a reserve of " + floor + " bits, which this request would reach");
        }
    }

    /**
     * Takes back a reservation of which the peer surely knows nothing.
     *
     * @return false when it has to be given up at both ends: nothing was written
     */
    boolean takeBack(SupplyRow supply) {
        LinkPolicy policy = policies.link(supply.link());
        return database.transaction(session -> {
            boolean free = reservations.takeBack(session, supply.id());
            if (free) {
                quotas.giveBack(session, policy, supply);
            }
            return free;
        });
    }
}
