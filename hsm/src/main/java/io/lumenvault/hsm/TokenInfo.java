package io.lumenvault.hsm;

/** What C_GetTokenInfo says of the token in one slot (PKCS#11 v3.0 clause 3.2, CK_TOKEN_INFO). */
record TokenInfo(long slot, String label, long flags) {

    static final int LABEL_BYTES = 32;
    private static final long CKF_USER_PIN_INITIALIZED = 0x8;
    private static final long CKF_TOKEN_INITIALIZED = 0x400;
    private static final long CKF_USER_PIN_LOCKED = 0x40000;

    boolean initialised() {
        return (flags & CKF_TOKEN_INITIALIZED) != 0;
    }

    boolean userPinInitialised() {
        return (flags & CKF_USER_PIN_INITIALIZED) != 0;
    }

    boolean userPinLocked() {
        return (flags & CKF_USER_PIN_LOCKED) != 0;
    }
}
