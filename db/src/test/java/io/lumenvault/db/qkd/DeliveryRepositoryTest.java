package io.lumenvault.db.qkd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.DatabaseTest;
import io.lumenvault.db.qkd.DeliveryRepository.Asked;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Keys that the peer has allocated for SAEs of this site. */
class DeliveryRepositoryTest extends DatabaseTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final UUID NEVER_WAS = UUID.randomUUID();

    private final SupplyRepository supplies = new SupplyRepository();
    private final DeliveryRepository deliveries = new DeliveryRepository();

    @Test
    void requestsOfSeveral_areEachAnsweredTheirOwnKeysInTheirOrder() {
        SupplyRow ofOne = supply("sae-1");
        SupplyRow ofBoth = supply("sae-1", "sae-2");
        List<UUID> reversed = ofBoth.keys().reversed();
        List<List<DeliverableKey>> found = find(new Asked("sae-1", reversed), new Asked("sae-2", List.of(NEVER_WAS)),
                new Asked("sae-2", List.of(ofOne.keys().get(1), NEVER_WAS, ofBoth.keys().get(2))));
        assertEquals(reversed.stream().map(key -> key + " true").toList(), entitled(found.get(0)));
        assertEquals(List.of(), found.get(1));
        assertEquals(List.of(ofOne.keys().get(1) + " false", ofBoth.keys().get(2) + " true"), entitled(found.get(2)));
    }

    @Test
    void oneOfTwoThatAskForAKeyTogether_waitsForItNoLonger_onceItIsDelivered() {
        SupplyRow supply = supply("sae-1", "sae-2");
        List<UUID> first = List.of(supply.keys().getFirst());
        assertTrue(database.<Boolean>transaction(session -> deliveries.deliver(session, first, "sae-1")));
        List<List<DeliverableKey>> found = find(new Asked("sae-1", supply.keys()), new Asked("sae-2", supply.keys()));
        assertEquals(List.of(false, true, true), found.get(0).stream().map(DeliverableKey::waiting).toList());
        assertEquals(List.of(true, true, true), found.get(1).stream().map(DeliverableKey::waiting).toList());
    }

    private List<List<DeliverableKey>> find(Asked... requests) {
        return database.transaction(session -> deliveries.find(session, List.of(requests)));
    }

    private static List<String> entitled(List<DeliverableKey> keys) {
        return keys.stream().map(key -> key.keyId() + " " + key.entitled()).toList();
    }

    private SupplyRow supply(String... saes) {
        SupplyRow supply = new SupplyRow(KeyIdentifier.supply(UUID.randomUUID()), "link", SupplyRow.Purpose.KEYS, "master", 256, 3, TIME);
        assertTrue(database.<Boolean>transaction(session -> supplies.accept(session, supply, List.of(), List.of(saes))));
        return supply;
    }
}
