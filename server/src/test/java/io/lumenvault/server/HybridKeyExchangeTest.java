package io.lumenvault.server;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class HybridKeyExchangeTest {

    private static final List<String> WITH = List.of("x25519", "X25519MLKEM768", "secp256r1");

    @Test
    void required_offersTheHybridAlone_preferred_offersItFirst() {
        assertEquals(List.of("X25519MLKEM768"), HybridKeyExchange.groups("required", WITH));
        assertEquals(List.of("X25519MLKEM768", "x25519", "secp256r1"), HybridKeyExchange.groups("preferred", WITH));
    }

    @Test
    void required_withTheTlsOfBouncyCastle_takesNoCertificateWithAKeyOnACurve() {
        String message = assertThrows(StartupException.class, () -> HybridKeyExchange.requireFit("required", "EC")).getMessage();
        assertTrue(message.startsWith("lumenvault.tls.hybrid-key-exchange=required: ") && message.contains("RSA or Ed25519"), message);
        assertDoesNotThrow(() -> HybridKeyExchange.requireFit("required", "RSA"));
        assertDoesNotThrow(() -> HybridKeyExchange.requireFit("preferred", "EC"));
    }

    @Test
    void otherSetting_isRefusedWithTheAllowedOnes() {
        assertEquals("lumenvault.tls.hybrid-key-exchange=on: allowed are off, preferred and required",
                assertThrows(StartupException.class, () -> HybridKeyExchange.groups("on", WITH)).getMessage());
    }
}
