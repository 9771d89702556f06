package io.lumenvault.policy;

/**
 * How long after its activation a key may be used (NIST SP 800-57 Part 1 Rev. 5 section 5.3.6).
 *
 * @param protect originator-usage period: encrypting, signing, wrapping; null for no limit
 * @param process recipient-usage period: decrypting, verifying, unwrapping, and being given out; null for no limit
 * @param recommended true for the periods of Table 1, which depend on the key's type and usage
 */
public record Cryptoperiod(Span protect, Span process, boolean recommended) {

    /** What a document writes for the periods of Table 1. */
    public static final String SP_800_57 = "sp-800-57";

    /** The periods of Table 1. */
    static Cryptoperiod ofTable1() {
        return new Cryptoperiod(null, null, true);
    }

    static Cryptoperiod of(Span protect, Span process) {
        return new Cryptoperiod(protect, process, false);
    }
}
