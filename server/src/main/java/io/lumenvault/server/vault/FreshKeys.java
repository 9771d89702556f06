package io.lumenvault.server.vault;

import io.lumenvault.server.access.Principal;
import java.util.Optional;
import java.util.UUID;

/** Fresh QKD key as managed objects: each link is a KMIP Object Group (KMIP 1.4 sections 3.33 and 3.34). */
public interface FreshKeys {

    /** Whether an Object Group is a QKD link of this node that serves the caller's group (tenant); others do not exist for it. */
    boolean isLink(String group, Principal caller);

    /**
     * Makes the next key of a link a managed object of the caller, and of the caller's counterpart at the other end under the
     * same identifier; both objects are durable when it returns. The attempt is recorded at both ends.
     *
     * @param request the caller's request, with permission {@code OBJECT_USE}
     * @param group a link
     * @param bits length of the key, a multiple of 8
     * @return the object's identifier; empty when the caller is not entitled to the link's key or the link has not enough now
     * @throws VaultException when the peer, the HSM or the database is not available
     */
    Optional<UUID> draw(AccessRequest request, String group, int bits);
}
