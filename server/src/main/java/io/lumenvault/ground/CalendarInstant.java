package io.lumenvault.ground;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Reads instants of the years 1 to 9999: those that the database, KMIP and four digits of a year can all hold. */
public final class CalendarInstant {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private CalendarInstant() {}

    /**
     * Reads an instant as ISO 8601 writes it, for example {@code 2026-01-31T12:00:00Z}.
     *
     * @throws DateTimeParseException when the text is none, or one of another year
     */
    public static Instant parse(String text) {
        Instant instant = Instant.parse(text);
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw new DateTimeParseException("an instant of the years 1 to 9999 is needed", text, 0);
        }
        return instant;
    }
}
