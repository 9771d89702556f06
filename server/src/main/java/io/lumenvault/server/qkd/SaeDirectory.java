package io.lumenvault.server.qkd;

import io.lumenvault.server.SiteConfig;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.access.PrincipalDirectory;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** The SAEs of the network and the site (KME) that serves each. */
@Singleton
class SaeDirectory {

    private final Map<String, String> sites;
    private final String localSite;
    private final PrincipalDirectory directory;

    SaeDirectory(SiteConfig config, PrincipalDirectory directory) {
        this.directory = directory;
        this.sites = Map.copyOf(config.saes());
        this.localSite = config.site();
    }

    /** The KME ID of this site. */
    String localSite() {
        return localSite;
    }

    Optional<String> site(String sae) {
        return Optional.ofNullable(sites.get(sae));
    }

    boolean isLocal(String sae) {
        return localSite.equals(sites.get(sae));
    }

    /** The caller's SAE ID; a caller that is no SAE of this site is refused. */
    String requireLocal(Principal caller) {
        if (!isLocal(caller.name())) {
            throw new VaultException(Reason.PERMISSION_DENIED, "'" + caller.name() + "' is not a SAE of " + localSite);
        }
        return caller.name();
    }

    /** The site of a slave SAE that the caller names. */
    String requireSlave(String caller, String slave) {
        if (slave.equals(caller)) {
            throw Malformed.request("the slave SAE shall not be the calling SAE itself", "slave_SAE_ID", printable(slave));
        }
        // A SAE of another group is as unknown as one that does not exist.
        return site(slave).filter(site -> shareGroup(caller, slave)).orElseThrow(() ->
                Malformed.request("the slave SAE is not known to this KME", "slave_SAE_ID", printable(slave)));
    }

    /** Whether two SAEs belong to the same group (tenant), and so may share keys and know of each other. */
    boolean shareGroup(String sae, String other) {
        return directory.group(sae).equals(directory.group(other));
    }

    private static String printable(String text) {
        return text.length() > 64 ? text.substring(0, 64) + "..." : text;
    }
}
