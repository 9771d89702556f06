package io.lumenvault.server.kmip;

import io.lumenvault.kmip.message.RequestMessage;

/** The Client Correlation Value of a message, as the server logs it (KMIP 2.1 section 9.9): of a length and of characters that fit an entry. */
final class ClientCorrelation {

    private static final int LONGEST = 200;

    private ClientCorrelation() {}

    /** @return printable text, cut where it is longer; null where the message has none */
    static String of(RequestMessage message) {
        String given = message.header().clientCorrelationValue();
        if (given == null || given.isBlank()) {
            return null;
        }
        int[] printable = given.codePoints().limit(LONGEST).map(point -> printable(point) ? point : '?').toArray();
        return new String(printable, 0, printable.length);
    }

    private static boolean printable(int point) {
        return Character.isDefined(point) && !Character.isISOControl(point) && Character.getType(point) != Character.SURROGATE;
    }
}
