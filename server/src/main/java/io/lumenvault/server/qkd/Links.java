package io.lumenvault.server.qkd;

import io.lumenvault.server.SiteConfig;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.access.PrincipalDirectory;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The QKD links that end at this site. */
@Singleton
class Links {

    private static final long BITS_PER_MEBIBYTE = 8L << 20;

    private final Map<String, Link> links = new TreeMap<>();

    Links(SiteConfig config, PrincipalDirectory directory) {
        config.links().forEach((id, link) -> links.put(id, new Link(id, config.site(), link.peerSite(), URI.create(link.peerUrl()),
                link.peerPrincipal(), link.module(),
                link.kmipPairs().orElse(List.of()).stream().map(Link.KmipPair::parse).toList(),
                Set.copyOf(link.kmipPut().orElse(List.of())), directory.linkGroup(id),
                link.poolMebibytes() * BITS_PER_MEBIBYTE)));
    }

    Collection<Link> all() {
        return links.values();
    }

    Optional<Link> find(String id) {
        return Optional.ofNullable(links.get(id));
    }

    /** The links to a site, in the order of their identifiers. */
    List<Link> to(String peerSite) {
        return links.values().stream().filter(link -> link.peerSite().equals(peerSite)).toList();
    }

    /** The link, if the caller is its module; others learn no more than that it is not theirs. */
    Link ofModule(String id, Principal caller) {
        return find(id).filter(link -> link.module().equals(caller.name())).orElseThrow(() -> notTheirs(id, caller));
    }

    /** The link, if the caller is the key manager at its other end. */
    Link ofPeer(String id, Principal caller) {
        return find(id).filter(link -> link.peerPrincipal().equals(caller.name())).orElseThrow(() -> notTheirs(id, caller));
    }

    private static VaultException notTheirs(String id, Principal caller) {
        return new VaultException(Reason.PERMISSION_DENIED, "link '" + id + "' is not one of '" + caller.name() + "'");
    }
}
