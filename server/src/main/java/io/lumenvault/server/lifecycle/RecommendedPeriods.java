package io.lumenvault.server.lifecycle;

import io.lumenvault.db.object.Cryptography;
import io.lumenvault.policy.Cryptoperiod;
import io.lumenvault.policy.Span;

/**
 * The cryptoperiods of NIST SP 800-57 Part 1 Rev. 5, Table 1, by what a key is: the longest that the table recommends. What the
 * table gives no period for has none here.
 */
final class RecommendedPeriods {

    private static final int SYMMETRIC_KEY = 2;
    private static final int PUBLIC_KEY = 3;
    private static final int PRIVATE_KEY = 4;
    private static final int SECRET_DATA = 7;

    private static final int SIGN = 0x1;
    private static final int DERIVE_KEY = 0x200;
    private static final int KEY_AGREEMENT = 0x800;

    private static final Span ONE_YEAR = Span.parse("P1Y");
    private static final Span TWO_YEARS = Span.parse("P2Y");
    private static final Span THREE_YEARS = Span.parse("P3Y");
    private static final Span FIVE_YEARS = Span.parse("P5Y");

    /** Rows for symmetric data encryption, authentication and key wrapping keys: two years, and three more for the recipient. */
    private static final Period SYMMETRIC = new Period(TWO_YEARS, FIVE_YEARS);
    /** Symmetric master key or key derivation key: about one year. */
    private static final Period MASTER = new Period(ONE_YEAR, ONE_YEAR);
    /** Private signature key: one to three years; what was signed is verified by the public key, for as long as it has to be. */
    private static final Period SIGNATURE = new Period(THREE_YEARS, null);
    /** Private key transport and key agreement keys: two years. */
    private static final Period TRANSPORT = new Period(TWO_YEARS, TWO_YEARS);
    /** Public key transport key: two years. */
    private static final Period PUBLIC_TRANSPORT = new Period(TWO_YEARS, null);
    private static final Period NONE = new Period(null, null);

    private RecommendedPeriods() {}

    /** Usage periods counted from activation; null for no limit. */
    record Period(Span protect, Span process) {}

    /** The periods of a rule for an object of this type and these usages. */
    static Period of(Cryptoperiod rule, int objectType, Cryptography cryptography) {
        if (rule == null) {
            return NONE;
        }
        return rule.recommended() ? recommended(objectType, cryptography) : new Period(rule.protect(), rule.process());
    }

    private static Period recommended(int objectType, Cryptography cryptography) {
        return switch (objectType) {
            case SYMMETRIC_KEY, SECRET_DATA -> may(cryptography, DERIVE_KEY) ? MASTER : SYMMETRIC;
            case PRIVATE_KEY -> may(cryptography, SIGN) ? SIGNATURE : TRANSPORT;
            case PUBLIC_KEY -> may(cryptography, KEY_AGREEMENT) ? TRANSPORT : PUBLIC_TRANSPORT;
            default -> NONE;
        };
    }

    private static boolean may(Cryptography cryptography, int usage) {
        return cryptography.usageMask() != null && (cryptography.usageMask() & usage) != 0;
    }
}
