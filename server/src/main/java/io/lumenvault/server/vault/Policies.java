package io.lumenvault.server.vault;

import io.lumenvault.db.Database;
import io.lumenvault.db.object.FormerNameRepository;
import io.lumenvault.db.object.IndexEntry;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.policy.PolicyRepository;
import io.lumenvault.db.policy.PolicyRow;
import io.lumenvault.policy.MalformedPolicyException;
import io.lumenvault.policy.PolicyDocument;
import io.lumenvault.server.lifecycle.GovernedObject;
import io.lumenvault.server.lifecycle.LinkPolicy;
import io.lumenvault.server.lifecycle.NewObjectRules;
import io.lumenvault.server.lifecycle.PolicyInForce;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;

/**
 * The policy in force, held in memory: using a key costs no read of the database for it. A node learns of a version that another
 * node applied at its next {@link #refresh}, at most {@link PolicyWatch#INTERVAL_MILLIS} later.
 */
public final class Policies {

    private final PolicyRepository documents = new PolicyRepository();
    private final FormerNameRepository formerNames = new FormerNameRepository();
    private final Database database;
    private final Supplier<ObjectLabels> labels;
    private final UnaryOperator<String> tenants;
    private final DailyQuotas quotas;
    private volatile PolicyInForce current;

    /**
     * @param labels reads the labels of objects
     * @param tenants the tenant of a principal, or null where it has none
     * @param clock by which days are told
     */
    public Policies(Database database, Supplier<ObjectLabels> labels, UnaryOperator<String> tenants, Clock clock) {
        this.database = Objects.requireNonNull(database, "database");
        this.labels = Objects.requireNonNull(labels, "labels");
        this.tenants = Objects.requireNonNull(tenants, "tenants");
        this.quotas = new DailyQuotas(database, clock);
    }

    /** The policy in force. */
    public PolicyInForce current() {
        PolicyInForce known = current;
        return known == null ? refresh() : known;
    }

    /**
     * Reads which version is in force, and that version where it is another one than before.
     *
     * @throws UnreadablePolicyException when its document is missing or not the one that was applied; the policy before it stays
     */
    public synchronized PolicyInForce refresh() {
        PolicyInForce known = current;
        current = database.transaction(session -> {
            long version = documents.versionInForce(session);
            if (known != null && known.version() == version) {
                return known;
            }
            return version == 0 ? PolicyInForce.NONE : inForce(version, documents.find(session, version));
        });
        return current;
    }

    /** Without its document, or with another one than was applied, a policy in force binds nobody: that is refused. */
    static PolicyInForce inForce(long version, Optional<PolicyRow> found) {
        PolicyRow row = found.orElseThrow(() -> new UnreadablePolicyException("the document of policy version " + version + " is missing"));
        if (!row.sha256().equals(PolicyRow.sha256(row.text()))) {
            throw new UnreadablePolicyException("the document of policy version " + version + " is not the one that was applied: its SHA-256 is "
                    + PolicyRow.sha256(row.text()) + ", not " + row.sha256());
        }
        try {
            return new PolicyInForce(version, PolicyDocument.readApplied(row.text()));
        } catch (MalformedPolicyException malformed) {
            throw new UnreadablePolicyException("the document of policy version " + version + " cannot be read: " + malformed.getMessage());
        }
    }

    /** An object under the policy in force. */
    public GovernedObject govern(ManagedObject object) {
        return govern(current(), object);
    }

    /** An object under some policy. */
    GovernedObject govern(PolicyInForce policy, ManagedObject object) {
        return policy.govern(object, tenants.apply(object.owner()), () -> labels(object));
    }

    /** What the policy in force says of an object that is being made. */
    NewObjectRules forNew(NewObject created) {
        return current().forNew(created.objectType(), created.cryptography(), created.owner(), tenants.apply(created.owner()),
                created.originLink(), () -> labels(created));
    }

    /** Those of an object that was replaced hold the names that its replacement took over: no rule loses it by that. */
    private Map<String, Set<String>> labels(ManagedObject object) {
        Map<String, Set<String>> own = labels.get().of(object);
        if (object.restrictions().replacedBy() == null) {
            return own;
        }
        Set<String> names = new HashSet<>(own.getOrDefault(IndexEntry.NAME, Set.of()));
        names.addAll(database.transaction(session -> formerNames.find(session, object.uid())));
        Map<String, Set<String>> all = new HashMap<>(own);
        all.put(IndexEntry.NAME, names);
        return all;
    }

    /** Keeps the names of an object that is being replaced, in the transaction that gives them to its replacement. */
    void keepNames(StatelessSession session, ManagedObject replaced) {
        formerNames.insert(session, replaced.uid(), labels.get().of(replaced).getOrDefault(IndexEntry.NAME, Set.of()));
    }

    private static Map<String, Set<String>> labels(NewObject created) {
        return created.index().stream().collect(Collectors.groupingBy(IndexEntry::attribute,
                Collectors.mapping(IndexEntry::value, Collectors.toSet())));
    }

    /** The name of a principal's tenant. */
    String tenant(String principal) {
        return tenants.apply(principal);
    }

    /** What the policy in force says of a QKD link. */
    public LinkPolicy link(String link) {
        return current().link(link);
    }

    /** Counts a use of an object by a principal; refuses it when a quota of the day is used up. */
    void count(String principal, GovernedObject object) {
        quotas.use(principal, object);
    }

    /** Forgets uses of days that are over. */
    void forgetUses() {
        quotas.forget();
    }
}
