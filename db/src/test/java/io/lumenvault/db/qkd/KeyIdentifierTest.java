package io.lumenvault.db.qkd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyIdentifierTest {

    private final UUID supply = KeyIdentifier.supply(UUID.randomUUID());

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 0x7fff, 0x8000, 0xffff})
    void key_saysItsSupplyAndPosition(int position) {
        UUID key = KeyIdentifier.key(supply, position);
        assertEquals(supply, KeyIdentifier.supplyOf(key));
        assertEquals(position, KeyIdentifier.position(key));
        assertEquals(4, key.version());
        assertEquals(2, key.variant());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0x10000})
    void key_positionOutsideTheAllocation_isRefused(int position) {
        assertThrows(IndexOutOfBoundsException.class, () -> KeyIdentifier.key(supply, position));
    }

    @Test
    void supplyRow_numbersItsKeys() {
        SupplyRow row = new SupplyRow(supply, "link", SupplyRow.Purpose.KEYS, "master", 256, 128, Instant.EPOCH);
        assertEquals(128, new HashSet<>(row.keys()).size());
        assertEquals(KeyIdentifier.key(supply, 127), row.keys().get(127));
    }

    @Test
    void supplyRow_ofKeys_needsAnIdentifierThatLeavesRoomForThem() {
        UUID key = KeyIdentifier.key(supply, 3);
        assertTrue(KeyIdentifier.isSupply(supply));
        assertFalse(KeyIdentifier.isSupply(key));
        assertThrows(IllegalArgumentException.class,
                () -> new SupplyRow(key, "link", SupplyRow.Purpose.KEYS, "master", 256, 1, Instant.EPOCH));
    }
}
