package io.lumenvault.server.qkd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.server.access.Group;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a link's settings may say. */
class LinkTest {

    private static Link link(String... put) {
        return of(Group.NODE, put);
    }

    private static Link of(Group group, String... put) {
        return new Link("link-1", "A", "B", URI.create("https://127.0.0.1:1"), "site-b", "alice",
                List.of(new Link.KmipPair("bank-a", "bank-b"), new Link.KmipPair("depot-a", "depot-b")), Set.of(put), group, 1);
    }

    @Test
    void keys_arePutToThosePrincipalsAlone_thatAreNamed() {
        assertTrue(link("bank-a").puts("bank-a"));
        assertFalse(link("bank-a").puts("depot-a"));
        assertFalse(link().puts("bank-a"));
    }

    @Test
    void keys_cannotBePut_toWhoIsNoLocalPrincipalOfAPair() {
        for (String nobody : List.of("bank-b", "other")) {
            assertEquals("keys of link link-1 cannot be put to '" + nobody + "': put names principals of this end of the link's pairs,"
                    + " which are [bank-a, depot-a]", assertThrows(IllegalArgumentException.class, () -> link(nobody)).getMessage());
        }
    }

    @Test
    void principals_haveKeysOfALinkOfTheirOwnGroup_andOfTheNodesLinks() {
        Group bank = new Group("bank");
        for (Group group : List.of(bank, Group.NODE)) {
            assertEquals(Optional.of("bank-b"), of(group).counterpart("bank-a", bank));
            assertEquals(Optional.empty(), of(group).counterpart("other", bank));
        }
        for (Group other : List.of(new Group("depot"), Group.NODE)) {
            assertEquals(Optional.empty(), of(bank).counterpart("bank-a", other));
        }
    }
}
