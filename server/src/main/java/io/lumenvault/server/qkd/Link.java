package io.lumenvault.server.qkd;

import io.lumenvault.server.access.Group;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A QKD link as this end knows it.
 *
 * @param id the link's identifier, the same at both ends
 * @param localSite KME ID of this end
 * @param peerSite KME ID of the other end
 * @param peerUrl base URL of the other end
 * @param peerPrincipal name of the other end's principal
 * @param module name of the module that pushes this link's blocks here
 * @param pairs who may draw its keys as managed objects, and have what their counterparts draw
 * @param put those of this end's principals among them whose clients are sent what their counterparts draw
 * @param group the group (tenant) it belongs to; a link of the node serves all groups
 * @param poolBits key in store above which the module is asked to wait
 */
record Link(String id, String localSite, String peerSite, URI peerUrl, String peerPrincipal, String module,
        List<KmipPair> pairs, Set<String> put, Group group, long poolBits) {

    Link {
        Objects.requireNonNull(id, "id");
        if (localSite.equals(peerSite)) {
            throw new IllegalArgumentException("link " + id + " has site " + localSite + " at both ends");
        }
        pairs = List.copyOf(pairs);
        put = Set.copyOf(put);
        List<String> local = pairs.stream().map(KmipPair::local).sorted().toList();
        put.stream().filter(name -> !local.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("keys of link " + id + " cannot be put to '" + name
                    + "': put names principals of this end of the link's pairs, which are " + local);
        });
    }

    /** A principal here and its counterpart at the other end. */
    record KmipPair(String local, String remote) {

        /** Reads {@code local:remote}. */
        static KmipPair parse(String text) {
            int colon = text.indexOf(':');
            if (colon < 1 || colon == text.length() - 1) {
                throw new IllegalArgumentException("'" + text + "' is not a pair of principals; write local:remote");
            }
            return new KmipPair(text.substring(0, colon).strip(), text.substring(colon + 1).strip());
        }
    }

    /**
     * The counterpart of a principal of this end, or empty when that has no keys of this link.
     *
     * @param of the principal's group
     */
    Optional<String> counterpart(String local, Group of) {
        return !serves(of) ? Optional.empty() : pairs.stream().filter(pair -> pair.local().equals(local)).map(KmipPair::remote).findFirst();
    }

    /** Whether the clients of a principal of this end are sent what its counterpart draws. */
    boolean puts(String local) {
        return put.contains(local);
    }

    /** Whether principals of a group have keys of this link. */
    boolean serves(Group asking) {
        return group.isNode() || group.equals(asking);
    }

    /** Whether this end allocates a chunk. */
    boolean allocatesHere(long sequence, int position) {
        return Dealing.toFirstSite(sequence, position) == localSite.compareTo(peerSite) < 0;
    }
}
