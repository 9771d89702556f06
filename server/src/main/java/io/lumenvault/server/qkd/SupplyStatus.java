package io.lumenvault.server.qkd;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lumenvault.db.Database;
import io.lumenvault.db.qkd.LinkRepository;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.lifecycle.LinkPolicy;
import io.lumenvault.server.vault.Policies;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** "Get status" of ETSI GS QKD 014 (clause 5.2). */
@Singleton
class SupplyStatus {

    private final LinkRepository rows = new LinkRepository();
    private final BitQuotas quotas = new BitQuotas();
    private final Database database;
    private final SaeDirectory saes;
    private final Recipients recipients;
    private final Policies policies;
    private final Clock clock;

    SupplyStatus(Database database, SaeDirectory saes, Recipients recipients, Policies policies, Clock clock) {
        this.database = database;
        this.saes = saes;
        this.recipients = recipients;
        this.policies = policies;
        this.clock = clock;
    }

    /** The Status object (clause 6.1); counts are of keys of the default size, sizes in bits. */
    record Status(@JsonProperty("source_KME_ID") String sourceKme, @JsonProperty("target_KME_ID") String targetKme,
            @JsonProperty("master_SAE_ID") String master, @JsonProperty("slave_SAE_ID") String slave,
            @JsonProperty("key_size") int keySize, @JsonProperty("stored_key_count") long storedKeys,
            @JsonProperty("max_key_count") long maxKeys, @JsonProperty("max_key_per_request") int maxKeysPerRequest,
            @JsonProperty("max_key_size") int maxKeySize, @JsonProperty("min_key_size") int minKeySize,
            @JsonProperty("max_SAE_ID_count") int maxSaes) {}

    Status of(Principal caller, String slave) {
        String master = saes.requireLocal(caller);
        String target = saes.requireSlave(master, slave);
        List<Link> links = recipients.linksTo(caller, slave);
        long stored = links.stream().mapToLong(link -> keys(bitsFor(master, link))).sum();
        // Half of a full pool is this end's to allocate.
        long most = links.stream().mapToLong(link -> keys(link.poolBits() / 2)).sum();
        return new Status(saes.localSite(), target, master, slave, SupplyLimits.DEFAULT_KEY_BITS, stored, Math.max(most, stored),
                SupplyLimits.MAX_KEYS, SupplyLimits.MAX_KEY_BITS, SupplyLimits.MIN_KEY_BITS, SupplyLimits.MAX_ADDITIONAL_SAES);
    }

    /** What this master could be given: what is stored above the reserve that the policy keeps from it, within what is left of its quotas. */
    private long bitsFor(String master, Link link) {
        LinkPolicy policy = policies.link(link.id());
        return database.transaction(session -> Math.clamp(rows.ownBits(session, link.id()) - policy.reserveFloor(master), 0,
                quotas.left(session, policy, master, clock.instant())));
    }

    private static long keys(long bits) {
        return bits / SupplyLimits.DEFAULT_KEY_BITS;
    }
}
