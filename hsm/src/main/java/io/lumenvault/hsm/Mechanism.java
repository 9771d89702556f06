package io.lumenvault.hsm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The mechanisms that this module cannot do without (PKCS#11 v3.0, Current Mechanisms). */
enum Mechanism {
    CKM_AES_KEY_GEN(0x1080),
    CKM_AES_GCM(0x1087),
    CKM_EC_KEY_PAIR_GEN(0x1040),
    CKM_ECDSA(0x1041);

    private final long code;

    Mechanism(long code) {
        this.code = code;
    }

    long code() {
        return code;
    }

    /** @throws HsmException naming the mechanisms that are missing */
    static void probe(Cryptoki cryptoki, TokenInfo token) {
        requireAll(cryptoki.mechanisms(token.slot()), token.label());
    }

    static void requireAll(long[] offered, String label) {
        List<Mechanism> missing = new ArrayList<>(List.of(values()));
        missing.removeIf(mechanism -> Arrays.stream(offered).anyMatch(code -> code == mechanism.code));
        if (!missing.isEmpty()) {
            throw new HsmException("token \"" + label + "\" lacks the mechanism " + missing);
        }
    }
}
