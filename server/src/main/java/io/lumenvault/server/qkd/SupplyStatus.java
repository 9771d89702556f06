package io.lumenvault.server.qkd;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lumenvault.db.Database;
import io.lumenvault.db.qkd.LinkRepository;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.vault.Policies;
import jakarta.inject.Singleton;
import java.util.List;

/** "Get status" of ETSI GS QKD 014 (clause 5.2). */
@Singleton
class SupplyStatus {

    private final LinkRepository rows = new LinkRepository();
    private final Database database;
    private final SaeDirectory saes;
    private final Recipients recipients;
    private final Policies policies;

    SupplyStatus(Database database, SaeDirectory saes, Recipients recipients, Policies policies) {
        this.database = database;
        this.saes = saes;
        this.recipients = recipients;
        this.policies = policies;
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

    /** What is stored above the reserve that the policy keeps from this master: that is what it could be given. */
    private long bitsFor(String master, Link link) {
        long stored = database.transaction(session -> rows.ownBits(session, link.id()));
        return Math.max(0, stored - policies.link(link.id()).reserveFloor(master));
    }

    private static long keys(long bits) {
        return bits / SupplyLimits.DEFAULT_KEY_BITS;
    }
}
