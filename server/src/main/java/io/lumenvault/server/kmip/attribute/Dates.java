package io.lumenvault.server.kmip.attribute;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.spec.ResultReason;
import java.time.Instant;

/** The dates that can be stored: those of the years 1 to 9999. */
public final class Dates {

    private static final long EARLIEST = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private Dates() {}

    /** Refuses a date that cannot be stored. */
    public static void require(String name, long seconds) {
        if (seconds < EARLIEST || seconds > LATEST) {
            throw new KmipException(ResultReason.INVALID_FIELD,
                    name + " is " + seconds + " s from 1970; allowed are the years 1 to 9999");
        }
    }

    /** The nearest date that can be stored, for a search. */
    static Instant storable(long seconds) {
        return Instant.ofEpochSecond(Math.clamp(seconds, EARLIEST, LATEST));
    }
}
