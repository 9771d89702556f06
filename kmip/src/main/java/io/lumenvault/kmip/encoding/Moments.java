package io.lumenvault.kmip.encoding;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;

/** Moments as ISO 8601 texts, and as hexadecimal numbers where the year has not four digits. */
final class Moments {

    private static final long FIRST = -62_135_596_800L; // 0001-01-01T00:00:00Z
    private static final long LAST = 253_402_300_799L; // 9999-12-31T23:59:59Z
    private static final int MICROS = 1_000_000;
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");
    private static final DateTimeFormatter FRACTIONS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx");

    private Moments() {
    }

    static String writeSeconds(long seconds) {
        return seconds < FIRST || seconds > LAST ? String.format("0x%016X", seconds)
                : SECONDS.format(OffsetDateTime.ofInstant(java.time.Instant.ofEpochSecond(seconds), ZoneOffset.UTC));
    }

    static String writeMicros(long micros) {
        long seconds = Math.floorDiv(micros, MICROS);
        int nanos = (int) Math.floorMod(micros, (long) MICROS) * 1000;
        return seconds < FIRST || seconds > LAST ? String.format("0x%016X", micros)
                : FRACTIONS.format(OffsetDateTime.ofInstant(java.time.Instant.ofEpochSecond(seconds, nanos), ZoneOffset.UTC));
    }

    /** @throws IllegalArgumentException where the text is neither a date and time with an offset nor a number */
    static long readSeconds(String text) {
        return text.startsWith("0x") ? Hexadecimal.int64(text) : parse(text).toEpochSecond();
    }

    /** @throws IllegalArgumentException as for seconds */
    static long readMicros(String text) {
        if (text.startsWith("0x")) {
            return Hexadecimal.int64(text);
        }
        OffsetDateTime moment = parse(text);
        return Math.addExact(Math.multiplyExact(moment.toEpochSecond(), MICROS), moment.get(ChronoField.MICRO_OF_SECOND));
    }

    private static OffsetDateTime parse(String text) {
        try {
            return OffsetDateTime.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a moment such as 2026-01-31T10:00:00+00:00", e);
        }
    }
}
