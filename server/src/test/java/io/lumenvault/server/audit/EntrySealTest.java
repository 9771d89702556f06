package io.lumenvault.server.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What a node wrote is accepted, and what was there before nodes had a key; nothing else is. */
class EntrySealTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.000006Z");
    private static final byte[] BODY = "{\"event\":\"1\"}".getBytes(StandardCharsets.UTF_8);

    @Test
    void accepts_withItsOwnMac_andNoOther() {
        EntrySeal seal = begun(1, 10);
        byte[] mac = seal.of(TIME, BODY);
        assertEquals(EntrySeal.BYTES, mac.length);
        assertTrue(seal.accepts(50, TIME, BODY, mac));
        assertTrue(begun(1, 0).accepts(50, TIME, BODY, mac), "another node with the key");
        assertFalse(begun(2, 0).accepts(50, TIME, BODY, mac), "another key");
        assertFalse(seal.accepts(50, TIME.plusNanos(1000), BODY, mac), "another time");
        assertFalse(seal.accepts(50, TIME, "{\"event\":\"2\"}".getBytes(StandardCharsets.UTF_8), mac), "another body");
        assertFalse(seal.accepts(5, TIME, BODY, new byte[EntrySeal.BYTES]), "a wrong one is worse than none");
        assertFalse(seal.accepts(50, TIME, BODY, new byte[0]));
    }

    @Test
    void accepts_withoutMac_onlyFromBeforeTheKey() {
        EntrySeal seal = begun(1, 10);
        assertTrue(seal.accepts(9, TIME, BODY, null));
        assertFalse(seal.accepts(10, TIME, BODY, null));
        EntrySeal none = new EntrySeal();
        assertNull(none.of(TIME, BODY));
        assertTrue(none.accepts(1_000_000, TIME, BODY, null));
        assertFalse(none.accepts(0, TIME, BODY, seal.of(TIME, BODY)));
    }

    @Test
    void disowns_whatHasNoMacOrAWrongOne_butNothingFromBeforeTheKey() {
        EntrySeal seal = begun(1, 10);
        assertFalse(seal.disowns(10, TIME, BODY, seal.of(TIME, BODY)));
        assertTrue(seal.disowns(10, TIME, BODY, null));
        assertTrue(seal.disowns(10, TIME, BODY, begun(2, 0).of(TIME, BODY)));
        assertFalse(seal.disowns(9, TIME, BODY, begun(2, 0).of(TIME, BODY)), "by a key of before, which is gone");
        assertFalse(new EntrySeal().disowns(10, TIME, BODY, null), "nobody has a key yet");
    }

    /** Computed by another program: HMAC-SHA-256 over the microseconds in eight bytes and the body. */
    @Test
    void of_isTheHmacThatItIsSaidToBe() {
        assertEquals("819bb4606119c68084b154656c667049", HexFormat.of().formatHex(begun(1, 0).of(TIME, BODY)));
    }

    private static EntrySeal begun(int first, long since) {
        EntrySeal seal = new EntrySeal();
        byte[] key = new byte[32];
        key[0] = (byte) first;
        seal.begin(key, since);
        return seal;
    }
}
