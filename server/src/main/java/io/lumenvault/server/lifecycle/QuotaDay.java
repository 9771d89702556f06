package io.lumenvault.server.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The day that quotas are counted by.
 *
 * @param date in UTC
 * @param left until the next one begins
 */
public record QuotaDay(LocalDate date, Duration left) {

    /** The day of a moment. */
    public static QuotaDay of(Instant moment) {
        return new QuotaDay(moment.atZone(ZoneOffset.UTC).toLocalDate(),
                Duration.between(moment, moment.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS)));
    }
}
