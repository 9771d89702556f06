package io.lumenvault.server.access;

import io.lumenvault.db.access.RevokedCertificate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Certificates that stand for nobody any more. A revocation is for ever, so that a node reads each one once.
 *
 * @param certificates their fingerprints, with the principals that they stood for
 * @param bound names to which one of them was bound
 */
record Revocations(Map<String, Set<String>> certificates, Set<String> bound) {

    static final Revocations NONE = new Revocations(Map.of(), Set.of());

    Revocations {
        certificates = Map.copyOf(certificates);
        bound = Set.copyOf(bound);
    }

    /** These and further ones. */
    Revocations and(Collection<RevokedCertificate> further) {
        if (further.isEmpty()) {
            return this;
        }
        Map<String, Set<String>> all = new HashMap<>(certificates);
        Set<String> names = new HashSet<>(bound);
        for (RevokedCertificate one : further) {
            Set<String> principals = new HashSet<>(all.getOrDefault(one.fingerprint(), Set.of()));
            principals.add(one.principal());
            all.put(one.fingerprint(), Set.copyOf(principals));
            if (one.wasBound()) {
                names.add(one.principal());
            }
        }
        return new Revocations(all, names);
    }

    /** The principals that a certificate stood for. */
    Set<String> of(String fingerprint) {
        return certificates.getOrDefault(fingerprint, Set.of());
    }
}
