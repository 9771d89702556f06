package io.lumenvault.hsm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class MechanismTest {

    @Test
    void requireAll_withoutGcm_namesIt() {
        long[] offered = {Mechanism.CKM_ECDSA.code(), Mechanism.CKM_AES_KEY_GEN.code(), Mechanism.CKM_EC_KEY_PAIR_GEN.code()};
        HsmException e = assertThrows(HsmException.class, () -> Mechanism.requireAll(offered, "t"));
        assertEquals("token \"t\" lacks the mechanism [CKM_AES_GCM]", e.getMessage());
    }
}
