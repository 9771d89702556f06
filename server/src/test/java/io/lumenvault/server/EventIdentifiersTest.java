package io.lumenvault.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.hsm.HsmException;
import io.lumenvault.hsm.HsmUnavailableException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdentifiersTest {

    @Test
    void hsmThere_givesTheIdentifier() {
        UUID ofTheHsm = UUID.fromString("0d3e4b2a-7c1f-4a55-9f3b-0123456789ab");
        assertEquals(ofTheHsm, new EventIdentifiers(() -> ofTheHsm).get());
    }

    @Test
    void hsmAway_anIdentifierIsGivenAllTheSame() {
        EventIdentifiers identifiers = new EventIdentifiers(() -> {
            throw new HsmUnavailableException("away");
        });
        assertEquals(4, identifiers.get().version());
        assertNotEquals(identifiers.get(), identifiers.get());
    }

    @Test
    void anyOtherFailure_isOne() {
        assertThrows(HsmException.class, () -> new EventIdentifiers(() -> {
            throw new HsmException("defect");
        }).get());
    }
}
