package io.lumenvault.server.qkd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.server.access.Account;
import io.lumenvault.server.access.CertificateName;
import io.lumenvault.server.access.CertificateRule;
import io.lumenvault.server.access.Group;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.access.PrincipalDirectory;
import io.lumenvault.server.access.Role;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the peer is not believed, before anything of the site is touched. */
class SupplyReceiverTest {

    private static final Group BANK = new Group("bank");
    private static final AccessRequest PEER = new AccessRequest(new Principal("site-a", Set.of(Role.PEER), "certificate", "00"), "127.0.0.1",
            "peer", "Fresh Object", Permission.PEER_LINK);

    private static Account account(String name, Group group) {
        return new Account(name, group, Set.of(Role.APPLICATION));
    }

    private static VaultException refusal(String owner) {
        PrincipalDirectory principals = new PrincipalDirectory(List.of(account("bank-b", BANK), account("depot-b", new Group("depot")),
                account("node-b", Group.NODE)), Map.of("link-1", BANK), List.of(CertificateRule.plain(CertificateName.CN)));
        Link link = new Link("link-1", "B", "A", URI.create("https://127.0.0.1:1"), "site-a", "bob",
                Stream.of("bank-b", "depot-b", "node-b", "nobody-b").map(local -> new Link.KmipPair(local, "bank-a")).toList(),
                Set.of("depot-b"), BANK, 1);
        SupplyReceiver receiver = new SupplyReceiver(null, null, null, null, null, null, null, principals, Clock.systemUTC());
        // Of no ranges, which is what is looked at next.
        PeerMessages.FreshObject told = new PeerMessages.FreshObject(UUID.randomUUID(), "bank-a", owner, 256, new ArrayList<>());
        return assertThrows(VaultException.class, () -> receiver.accept(PEER, link, told));
    }

    @Test
    void keyOfATenantsLink_isTakenForItsOwnPrincipalsAlone_whoeverIsPaired() {
        for (String other : List.of("depot-b", "node-b", "nobody-b")) {
            VaultException refused = refusal(other);
            assertEquals(Reason.INVALID_FIELD, refused.reason());
            assertEquals("no such pair on this link", refused.getMessage(), other);
        }
        assertEquals("'ranges' is wrong", refusal("bank-b").getMessage());
    }
}
