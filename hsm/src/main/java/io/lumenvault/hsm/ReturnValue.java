package io.lumenvault.hsm;

import java.util.Map;
import java.util.Set;

/** Return values of PKCS#11 functions (PKCS#11 v3.0 clause 5.1): those that mean something to this module. */
final class ReturnValue {

    static final long OK = 0x0;
    static final long HOST_MEMORY = 0x2;
    static final long KEY_HANDLE_INVALID = 0x60;
    static final long OBJECT_HANDLE_INVALID = 0x82;
    static final long TEMPLATE_INCOMPLETE = 0xD0;
    static final long PIN_INCORRECT = 0xA0;
    static final long PIN_INVALID = 0xA1;
    static final long PIN_LEN_RANGE = 0xA2;
    static final long PIN_LOCKED = 0xA4;
    static final long USER_ALREADY_LOGGED_IN = 0x100;
    static final long CRYPTOKI_NOT_INITIALIZED = 0x190;
    static final long CRYPTOKI_ALREADY_INITIALIZED = 0x191;

    private static final Map<Long, String> NAMES = Map.ofEntries(
            Map.entry(HOST_MEMORY, "CKR_HOST_MEMORY"), Map.entry(0x3L, "CKR_SLOT_ID_INVALID"),
            Map.entry(0x5L, "CKR_GENERAL_ERROR"), Map.entry(0x6L, "CKR_FUNCTION_FAILED"),
            Map.entry(0x7L, "CKR_ARGUMENTS_BAD"), Map.entry(0x10L, "CKR_ATTRIBUTE_READ_ONLY"),
            Map.entry(0x12L, "CKR_ATTRIBUTE_TYPE_INVALID"), Map.entry(0x13L, "CKR_ATTRIBUTE_VALUE_INVALID"), Map.entry(0x30L, "CKR_DEVICE_ERROR"),
            Map.entry(0x31L, "CKR_DEVICE_MEMORY"), Map.entry(0x32L, "CKR_DEVICE_REMOVED"),
            Map.entry(0x40L, "CKR_ENCRYPTED_DATA_INVALID"), Map.entry(0x41L, "CKR_ENCRYPTED_DATA_LEN_RANGE"),
            Map.entry(0x42L, "CKR_AEAD_DECRYPT_FAILED"), Map.entry(0x54L, "CKR_FUNCTION_NOT_SUPPORTED"),
            Map.entry(KEY_HANDLE_INVALID, "CKR_KEY_HANDLE_INVALID"), Map.entry(0x63L, "CKR_KEY_TYPE_INCONSISTENT"),
            Map.entry(0x68L, "CKR_KEY_FUNCTION_NOT_PERMITTED"), Map.entry(0x69L, "CKR_KEY_NOT_WRAPPABLE"),
            Map.entry(0x6AL, "CKR_KEY_UNEXTRACTABLE"), Map.entry(0x70L, "CKR_MECHANISM_INVALID"),
            Map.entry(0x71L, "CKR_MECHANISM_PARAM_INVALID"), Map.entry(OBJECT_HANDLE_INVALID, "CKR_OBJECT_HANDLE_INVALID"),
            Map.entry(0x90L, "CKR_OPERATION_ACTIVE"), Map.entry(0xC0L, "CKR_SIGNATURE_INVALID"),
            Map.entry(PIN_INCORRECT, "CKR_PIN_INCORRECT"), Map.entry(PIN_INVALID, "CKR_PIN_INVALID"),
            Map.entry(PIN_LEN_RANGE, "CKR_PIN_LEN_RANGE"), Map.entry(PIN_LOCKED, "CKR_PIN_LOCKED"),
            Map.entry(0x110L, "CKR_WRAPPED_KEY_INVALID"), Map.entry(0x112L, "CKR_WRAPPED_KEY_LEN_RANGE"),
            Map.entry(0xB0L, "CKR_SESSION_CLOSED"), Map.entry(0xB1L, "CKR_SESSION_COUNT"),
            Map.entry(0xB3L, "CKR_SESSION_HANDLE_INVALID"), Map.entry(0xB6L, "CKR_SESSION_EXISTS"),
            Map.entry(TEMPLATE_INCOMPLETE, "CKR_TEMPLATE_INCOMPLETE"), Map.entry(0xD1L, "CKR_TEMPLATE_INCONSISTENT"),
            Map.entry(0xE0L, "CKR_TOKEN_NOT_PRESENT"), Map.entry(0xE1L, "CKR_TOKEN_NOT_RECOGNIZED"),
            Map.entry(0xE2L, "CKR_TOKEN_WRITE_PROTECTED"),
            Map.entry(USER_ALREADY_LOGGED_IN, "CKR_USER_ALREADY_LOGGED_IN"),
            Map.entry(0x101L, "CKR_USER_NOT_LOGGED_IN"), Map.entry(0x102L, "CKR_USER_PIN_NOT_INITIALIZED"),
            Map.entry(CRYPTOKI_NOT_INITIALIZED, "CKR_CRYPTOKI_NOT_INITIALIZED"),
            Map.entry(CRYPTOKI_ALREADY_INITIALIZED, "CKR_CRYPTOKI_ALREADY_INITIALIZED"));

    /** The session, the login, the token or the library is gone: only a new connection helps. */
    private static final Set<String> LOSS = Set.of(
            "CKR_SLOT_ID_INVALID", "CKR_GENERAL_ERROR", "CKR_FUNCTION_FAILED", "CKR_DEVICE_ERROR", "CKR_DEVICE_MEMORY",
            "CKR_DEVICE_REMOVED", "CKR_KEY_HANDLE_INVALID", "CKR_OBJECT_HANDLE_INVALID", "CKR_OPERATION_ACTIVE", "CKR_SESSION_CLOSED",
            "CKR_SESSION_COUNT", "CKR_SESSION_HANDLE_INVALID", "CKR_TOKEN_NOT_PRESENT", "CKR_TOKEN_NOT_RECOGNIZED",
            "CKR_USER_NOT_LOGGED_IN", "CKR_CRYPTOKI_NOT_INITIALIZED");

    /** By one of these a token says that a tag, or a wrapped key, is wrong. Some libraries name no better reason, so they may mean something else too. */
    private static final Set<String> BROKEN_SEAL = Set.of(
            "CKR_ENCRYPTED_DATA_INVALID", "CKR_ENCRYPTED_DATA_LEN_RANGE", "CKR_AEAD_DECRYPT_FAILED", "CKR_SIGNATURE_INVALID",
            "CKR_WRAPPED_KEY_INVALID", "CKR_WRAPPED_KEY_LEN_RANGE", "CKR_GENERAL_ERROR", "CKR_FUNCTION_FAILED", "CKR_DEVICE_ERROR");

    private ReturnValue() {
    }

    static String name(long code) {
        return NAMES.getOrDefault(code, "0x" + Long.toHexString(code));
    }

    static boolean isLoss(String name) {
        return LOSS.contains(name);
    }

    /** Whether the object is gone, or, where it is still found by its attributes, the login that showed it. */
    static boolean isInvalidHandle(long code) {
        return code == KEY_HANDLE_INVALID || code == OBJECT_HANDLE_INVALID;
    }

    static boolean mayMeanBrokenSeal(String name) {
        return BROKEN_SEAL.contains(name);
    }
}
