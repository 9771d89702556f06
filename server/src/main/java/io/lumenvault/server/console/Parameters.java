package io.lumenvault.server.console;

import io.lumenvault.ground.CalendarInstant;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;

/** Reads query parameters; one that cannot be read is refused with what would do. Null is one that was not given. */
final class Parameters {

    private Parameters() {}

    static Instant instant(String name, String text) {
        try {
            return text == null ? null : CalendarInstant.parse(text);
        } catch (DateTimeParseException malformed) {
            throw unreadable(name, text, "write an instant such as 2026-01-31T12:00:00Z");
        }
    }

    static UUID uuid(String name, String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw unreadable(name, text, "write a UUID");
        }
    }

    static <T> T required(String name, T value) {
        if (value == null) {
            throw new VaultException(Reason.INVALID_FIELD, "the parameter " + name + " is missing");
        }
        return value;
    }

    private static VaultException unreadable(String name, String text, String expected) {
        return new VaultException(Reason.INVALID_FIELD, name + " '" + text + "' cannot be read: " + expected);
    }
}
