package io.lumenvault.server.vault;

import io.lumenvault.db.object.ManagedObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The endpoint's way to replace an object without a request, because its own attributes say so (KMIP 2.1 section 4.48). */
public interface AutomaticReplacement {

    /** From when on the object is replaced; empty for never. */
    Optional<Instant> due(ManagedObject object);

    /** KMIP name of the operation that the replacement is the equivalent of. */
    String operation(ManagedObject object);

    /** The other object that is replaced with it: the public key of a private key's pair. */
    Optional<UUID> partner(ManagedObject object);

    /**
     * Makes the replacements.
     *
     * @param replaced the object, then its partner
     * @param successors identifiers of the replacements, as many
     * @return one for each, in their order
     */
    List<PairReplacementForm.Replacement> replacements(List<ManagedObject> replaced, List<UUID> successors, Instant now);
}
