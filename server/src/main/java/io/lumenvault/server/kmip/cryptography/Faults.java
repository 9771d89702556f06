package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.spec.ResultReason;
import java.security.GeneralSecurityException;

/** The refusals of this package, by the error tables of the operations (KMIP 2.1 section 6.1). */
final class Faults {

    private Faults() {}

    /** Parameters that contradict each other or the key. */
    static KmipException bad(String message) {
        return new KmipException(ResultReason.BAD_CRYPTOGRAPHIC_PARAMETERS, message);
    }

    /** Parameters that are sound and not served. */
    static KmipException unsupported(String message) {
        return new KmipException(ResultReason.UNSUPPORTED_CRYPTOGRAPHIC_PARAMETERS, message);
    }

    /** A parameter without which the operation cannot be done. */
    static KmipException missing(String what) {
        return new KmipException(ResultReason.INVALID_FIELD, what + " is missing; neither the request nor the key says it");
    }

    /** The data do not fit, or fail their authentication; it is not said which. */
    static KmipException failed(String message) {
        return new KmipException(ResultReason.CRYPTOGRAPHIC_FAILURE, message);
    }

    /** Key material that is not what its format says. */
    static KmipException key(String message) {
        return new KmipException(ResultReason.CRYPTOGRAPHIC_FAILURE, message);
    }

    /** A failure of an algorithm that was found and set up, so that the data are to blame. */
    static KmipException ofData(GeneralSecurityException failure, String what) {
        return failed("the data cannot be " + what + " so");
    }
}
