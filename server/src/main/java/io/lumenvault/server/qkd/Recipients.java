package io.lumenvault.server.qkd;

import io.lumenvault.server.access.Principal;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out who is to be given the keys of a request, at which sites, and which links can bring them there. */
@Singleton
class Recipients {

    private final SaeDirectory saes;
    private final Links links;

    Recipients(SaeDirectory saes, Links links) {
        this.saes = saes;
        this.links = links;
    }

    /**
     * @param master the calling SAE
     * @param localSlaves slaves at this site
     * @param remoteSlaves slaves at the other end of the links
     * @param links the links that will do, in the order to try; at least one
     */
    record Plan(String master, List<String> localSlaves, List<String> remoteSlaves, List<Link> links) {

        List<String> allSlaves() {
            return Stream.concat(localSlaves.stream(), remoteSlaves.stream()).toList();
        }
    }

    /** The plan of a Key request, or its refusal. */
    Plan plan(Principal caller, String slave, KeyRequest asked) {
        String master = saes.requireLocal(caller);
        Set<String> slaves = new LinkedHashSet<>(List.of(slave));
        slaves.addAll(asked.additionalSlaves());
        slaves.forEach(named -> saes.requireSlave(master, named));
        List<String> local = slaves.stream().filter(saes::isLocal).toList();
        List<String> remote = slaves.stream().filter(named -> !saes.isLocal(named)).toList();
        List<Link> usable = insistedOn(asked, linksTo(caller, remote));
        return new Plan(master, local, remote, usable);
    }

    /** The links by which the calling SAE shares keys with a slave. */
    List<Link> linksTo(Principal caller, String slave) {
        return linksTo(caller, saes.isLocal(slave) ? List.of() : List.of(slave));
    }

    private List<Link> linksTo(Principal caller, Collection<String> remote) {
        Set<String> sites = remote.stream().map(sae -> saes.site(sae).orElseThrow()).collect(Collectors.toSet());
        // SAEs of one site share key of any link: its other end is told that the key is used.
        List<Link> found = (sites.isEmpty() ? links.all() : links.to(sites.iterator().next())).stream()
                .filter(link -> link.serves(caller.group())).toList();
        if (sites.size() > 1 || found.isEmpty()) {
            throw Malformed.request("no link of this KME reaches all SAEs named", "target_KME_IDs",
                    String.join(" ", sites.stream().sorted().toList()));
        }
        return found;
    }

    private static List<Link> insistedOn(KeyRequest asked, List<Link> usable) {
        if (asked.link() == null) {
            return usable;
        }
        List<Link> named = usable.stream().filter(link -> link.id().equals(asked.link())).toList();
        if (named.isEmpty()) {
            throw Malformed.request(KeyRequest.UNMET_EXTENSION, KeyRequest.LINK_EXTENSION,
                    "no link of this name leads to the SAEs named");
        }
        return named;
    }
}
