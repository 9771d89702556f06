package io.lumenvault.hsm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {

    private static Capabilities of(Mechanism... offered) {
        return Capabilities.of("t", Arrays.stream(offered).mapToLong(Mechanism::code).toArray());
    }

    @Test
    void tokenWithoutAnyWayToSeal_isRefusedByName() {
        HsmException e = assertThrows(HsmException.class,
                () -> of(Mechanism.CKM_AES_KEY_GEN, Mechanism.CKM_ECDSA, Mechanism.CKM_EC_KEY_PAIR_GEN));
        assertEquals("token \"t\" lacks the mechanism [CKM_AES_GCM or CKM_AES_ECB]", e.getMessage());
    }

    @Test
    void tokenWithTheBlockCipherAlone_sealsByComposition() {
        Capabilities block = of(Mechanism.CKM_AES_KEY_GEN, Mechanism.CKM_ECDSA, Mechanism.CKM_EC_KEY_PAIR_GEN, Mechanism.CKM_AES_ECB);
        assertFalse(block.sealsByItself());
        assertTrue(block.report().startsWith("AES-256-GCM composed from CKM_AES_ECB"), block.report());
    }

    @Test
    void tokenWithGcm_sealsByItself() {
        assertTrue(of(Mechanism.values()).sealsByItself());
    }
}
