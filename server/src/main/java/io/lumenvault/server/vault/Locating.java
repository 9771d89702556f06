package io.lumenvault.server.vault;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectCriteria;
import io.lumenvault.db.object.ObjectRepository;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.lifecycle.GovernedObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hibernate.StatelessSession;

/** Searches among a principal's own objects: those of others do not exist for it. */
public final class Locating {

    private final ObjectRepository objects = new ObjectRepository();
    private final Vault vault;
    private final Door door;
    private final AuditLog audit;

    Locating(Vault vault, Door door, AuditLog audit) {
        this.vault = vault;
        this.door = door;
        this.audit = audit;
    }

    /** Identifiers of the caller's objects that meet the criteria, whose owner is the caller. */
    public List<UUID> locate(AccessRequest request, ObjectCriteria criteria) {
        return locate(request, criteria, null);
    }

    /**
     * The same with a further condition that no column answers.
     *
     * @param further judges a candidate's metadata, or null for no further condition
     */
    public List<UUID> locate(AccessRequest request, ObjectCriteria criteria, Predicate<ManagedObject> further) {
        return door.pass(request, List.of(), () -> {
            if (!criteria.owner().equals(request.principal().name())) {
                throw new VaultException(Reason.PERMISSION_DENIED, "only one's own objects can be located");
            }
            return located(criteria, session -> {
                List<UUID> found = further == null
                        ? objects.locate(session, criteria)
                        : objects.locate(session, criteria, further);
                audit.append(session, request.served().with("found", Integer.toString(found.size())));
                return found;
            });
        });
    }

    /**
     * By a searchable attribute its index serves whatever the value is, so that one plan does, which takes less time than to make one; for
     * others how many rows a condition meets decides.
     */
    private <T> T located(ObjectCriteria criteria, Function<StatelessSession, T> work) {
        return criteria.index().isEmpty() ? door.search(work) : door.read(work);
    }

    /**
     * The metadata of the first of the caller's objects that meets the criteria, for a request that goes on to be served, recorded and
     * counted for what it is about; empty where none does. A refusal of this object is recorded here.
     */
    public Optional<ManagedObject> consult(AccessRequest request, ObjectCriteria criteria) {
        return door.pass(request, List.of(), () -> located(criteria, session -> objects.locate(session, criteria))).stream().findFirst()
                .map(uid -> door.pass(request, List.of(uid), () -> {
                    GovernedObject governed = vault.governed(request, uid);
                    governed.requireOperation(request.operation());
                    return governed.object();
                }));
    }
}
