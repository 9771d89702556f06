package io.lumenvault.kmip.conformance;

/**
 * What came of a case.
 *
 * @param name the case
 * @param profile its profile's abbreviation
 * @param optional the profile does not require it
 * @param verdict passed, failed, or not supported
 * @param step the step, from 1, at which it ended; the number of steps where it passed
 * @param reason the first difference, or why it is not supported; empty where it passed
 */
public record CaseResult(String name, String profile, boolean optional, Verdict verdict, int step, String reason) {

    /** The verdicts. */
    public enum Verdict {
        /** Every answer was the one expected. */
        PASS,
        /** An answer was another one. */
        FAIL,
        /** The server says that it does not do what the case asks for. */
        UNSUPPORTED
    }
}
