package io.lumenvault.server.qkd;

/** What one call of ETSI GS QKD 014 may ask for; the Status object (clause 6.1) says the same. */
final class SupplyLimits {

    static final int DEFAULT_KEY_BITS = 256;
    static final int MIN_KEY_BITS = 64;
    static final int MAX_KEY_BITS = 32_768;
    static final int MAX_KEYS = 128;
    /** Additional slave SAEs. */
    static final int MAX_ADDITIONAL_SAES = 10;
    /** Keys fetched by identifier in one call; 014 sets no limit. */
    static final int MAX_KEY_IDS = 1024;

    private SupplyLimits() {}
}
