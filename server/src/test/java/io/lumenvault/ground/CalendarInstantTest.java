package io.lumenvault.ground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarInstantTest {

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00Z", "2026-01-31T12:00:00.5Z", "9999-12-31T23:59:59.999999Z"})
    void instantOfTheYears1To9999_isRead(String text) {
        assertEquals(Instant.parse(text), CalendarInstant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-01-01T00:00:00Z", "-999999999-01-01T00:00:00Z", "0000-12-31T23:59:59Z", "+10000-01-01T00:00:00Z", "tomorrow", ""})
    void whatNoneOfThemIs_isRefused(String text) {
        assertThrows(DateTimeParseException.class, () -> CalendarInstant.parse(text));
    }
}
