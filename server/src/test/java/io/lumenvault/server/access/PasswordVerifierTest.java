package io.lumenvault.server.access;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PasswordVerifierTest {

    private static final byte[] SALT = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);

    @Test
    void accepts_thePasswordAlone() {
        PasswordVerifier verifier = PasswordVerifier.of(utf8("grüße, 世界"), SALT);
        assertTrue(verifier.accepts(utf8("grüße, 世界")));
        assertFalse(verifier.accepts(utf8("grüße, 世")));
        assertFalse(verifier.accepts(utf8("Grüße, 世界")));
        assertFalse(verifier.accepts(new byte[0]));
    }

    @Test
    void of_otherSalt_isAnotherValueOf64Bytes() {
        byte[] salt = SALT.clone();
        salt[0]++;
        PasswordVerifier verifier = PasswordVerifier.of(utf8("secret"), SALT);
        assertEquals(64, verifier.value().length);
        assertNotEquals(HexFormat.of().formatHex(verifier.value()),
                HexFormat.of().formatHex(PasswordVerifier.of(utf8("secret"), salt).value()));
        assertArrayEquals(SALT, verifier.salt());
    }

    @Test
    void of_emptyLongOrBrokenPassword_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> PasswordVerifier.of(new byte[0], SALT));
        assertThrows(IllegalArgumentException.class, () -> PasswordVerifier.of(new byte[1025], SALT));
        assertThrows(IllegalArgumentException.class, () -> PasswordVerifier.of(new byte[] {(byte) 0xff}, SALT));
    }

    @Test
    void toString_tellsNothingOfThePassword() {
        assertEquals("PasswordVerifier[210000 iterations]", PasswordVerifier.of(utf8("secret"), SALT).toString());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void nobody_acceptsNothingAtTheUsualExpense() {
        PasswordVerifier nobody = PasswordVerifier.ofNobody();
        PasswordVerifier somebody = PasswordVerifier.of(new byte[] {'-'}, new byte[PasswordVerifier.SALT_BYTES]);
        assertFalse(nobody.accepts(new byte[] {'-'}));
        assertFalse(nobody.accepts(new byte[0]));
        assertEquals(somebody.iterations(), nobody.iterations());
        assertEquals(somebody.value().length, nobody.value().length);
    }
}
