package io.lumenvault.hsm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The mechanisms that this module uses (PKCS#11 v3.0, Current Mechanisms), with the fixed parameters of those that take some. */
enum Mechanism {
    CKM_AES_KEY_GEN(0x1080),
    CKM_AES_ECB(0x1081),
    CKM_AES_CBC(0x1082),
    CKM_AES_CBC_PAD(0x1085),
    CKM_AES_GCM(0x1087),
    CKM_EC_KEY_PAIR_GEN(0x1040),
    CKM_ECDSA(0x1041),
    CKM_RSA_PKCS_KEY_PAIR_GEN(0x0),

    /** CK_RSA_PKCS_OAEP_PARAMS with CKM_SHA_1, CKG_MGF1_SHA1 and CKZ_DATA_SPECIFIED without data: all that SoftHSM2 knows. */
    CKM_RSA_PKCS_OAEP(0x9, 0x220, 1, 1, 0, 0),

    CKM_AES_KEY_WRAP(0x2109),
    CKM_AES_KEY_WRAP_PAD(0x210A),
    CKM_AES_KEY_WRAP_KWP(0x210B);

    private final long code;
    private final long[] parameters;

    Mechanism(long code, long... parameters) {
        this.code = code;
        this.parameters = parameters;
    }

    long code() {
        return code;
    }

    /** The structure CK_MECHANISM: type, pointer to parameters, their length. */
    MemorySegment write(Arena arena) {
        MemorySegment structure = arena.allocate(3 * JAVA_LONG.byteSize(), JAVA_LONG.byteSize());
        structure.set(JAVA_LONG, 0, code);
        if (parameters.length > 0) {
            structure.set(ADDRESS, 8, arena.allocateFrom(JAVA_LONG, parameters));
            structure.set(JAVA_LONG, 16, parameters.length * JAVA_LONG.byteSize());
        }
        return structure;
    }
}
