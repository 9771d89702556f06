package io.lumenvault.server.access;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The values were made by another implementation of the formulas of KMIP 2.1 sections 8.5 and 9.11. */
class HashedPasswordTest {

    private static final long MICROS = 1_700_000_000_123_456L;
    private static final byte[] VALUE = HexFormat.of().parseHex("516728578186ebcca54ceeab4a672675e50247cdc8dd36c3f1cc518aab935ba8"
            + "63c4dc21e54ed0e3bbf1f2c70aeb9c63d306b6e2eb6c2416dde11f26ac4e5957");
    private static final byte[] ANSWER = HexFormat.of().parseHex("2d68f0d8a29dc7c5bda41aa31cbf56e1506fdefac3e9dca08163d2fabff4b212");

    private final HashedPassword made = new HashedPassword("SHA-256");
    private final byte[] hashes = made.hashes("alice", "päss".getBytes(StandardCharsets.UTF_8));

    @Test
    void value_andTheServersAnswer_areThoseOfTheSpecification() {
        assertArrayEquals(VALUE, made.value(hashes, MICROS));
        assertArrayEquals(ANSWER, made.answer(hashes, MICROS));
        assertTrue(made.accepts(hashes, MICROS, VALUE));
    }

    @Test
    void value_ofAnotherTimeOrPassword_isNotAccepted() {
        assertFalse(made.accepts(hashes, MICROS + 1, VALUE));
        assertFalse(made.accepts(made.hashes("alice", new byte[] {'p'}), MICROS, VALUE));
        assertFalse(made.accepts(hashes, MICROS, new byte[0]));
    }

    @Test
    void micros_areThoseOfTheItemOnTheWire() {
        assertEquals(MICROS, HashedPassword.micros(Instant.ofEpochSecond(1_700_000_000, 123_456_789)));
    }
}
