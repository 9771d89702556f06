package io.lumenvault.server.lifecycle;

/** What a key is used for (NIST SP 800-57 Part 1 Rev. 5 section 5.3.4: the two usage periods). */
public enum Use {
    /** Apply cryptographic protection: encrypt, sign, wrap, generate a MAC. */
    PROTECT,
    /** Process what is protected: decrypt, verify, unwrap. */
    PROCESS,
    /** Leave in the clear: whoever has it can do both, so it may leave as long as processing is allowed. */
    EXPORT
}
