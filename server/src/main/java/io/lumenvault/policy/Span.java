package io.lumenvault.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Objects;

/**
 * An ISO 8601 duration with calendar and clock parts, for example {@code P2Y}, {@code P30D} or {@code P1DT12H}. Calendar parts are
 * counted in UTC.
 *
 * @param calendar years, months and days
 * @param clock hours, minutes and seconds
 */
public record Span(Period calendar, Duration clock) {

    private static final String FORM = "shall be an ISO 8601 duration such as P2Y, P30D or PT12H, of 1000 years at most";
    /** Far beyond any cryptoperiod, and far from the end of what an instant can be. */
    private static final int MOST_YEARS = 1000;

    public Span {
        Objects.requireNonNull(calendar, "calendar");
        Objects.requireNonNull(clock, "clock");
        if (calendar.isNegative() || clock.isNegative() || calendar.toTotalMonths() > MOST_YEARS * 12L
                || calendar.getDays() > MOST_YEARS * 366L || clock.toDays() > MOST_YEARS * 366L) {
            throw new IllegalArgumentException("'" + calendar + " " + clock + "' " + FORM);
        }
    }

    /** @throws IllegalArgumentException saying what is allowed */
    public static Span parse(String text) {
        try {
            int time = text.indexOf('T');
            Period calendar = time < 0 ? Period.parse(text) : time == 1 ? Period.ZERO : Period.parse(text.substring(0, time));
            Duration clock = time < 0 ? Duration.ZERO : Duration.parse("P" + text.substring(time));
            return new Span(calendar, clock);
        } catch (DateTimeParseException | ArithmeticException wrong) {
            throw new IllegalArgumentException("'" + text + "' " + FORM, wrong);
        }
    }

    public boolean isZero() {
        return calendar.isZero() && clock.isZero();
    }

    /** The moment this long after {@code start}. */
    public Instant after(Instant start) {
        return start.atZone(ZoneOffset.UTC).plus(calendar).plus(clock).toInstant();
    }

    /** The moment this long before {@code end}. */
    public Instant before(Instant end) {
        return end.atZone(ZoneOffset.UTC).minus(calendar).minus(clock).toInstant();
    }

    @Override
    public String toString() {
        if (clock.isZero()) {
            return calendar.toString();
        }
        return calendar.isZero() ? clock.toString() : calendar + clock.toString().substring(1);
    }
}
