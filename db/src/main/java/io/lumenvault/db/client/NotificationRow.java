package io.lumenvault.db.client;

import io.lumenvault.db.object.LifecycleDates;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * A message that waits for a principal's client.
 *
 * @param sequence its place in the order
 * @param object what it is about; null for an overflow
 * @param replaced the object that a pushed one replaces; null for others
 * @param values what a change left; null for others
 * @param failures how often it was refused, could not be made, or was not answered
 * @param pause how long it is not to be sent yet, after the last failure; zero where it may be
 * @param createdAt when it came to be, by the database's clock
 */
public record NotificationRow(long sequence, String principal, Kind kind, UUID object, UUID replaced, Values values, int failures,
        Duration pause, Instant createdAt) {

    /** What the client is told. */
    public enum Kind {
        /** That an object has changed. */
        NOTIFY,
        /** An object that replaces another. */
        PUT,
        /** An object that replaces none. */
        NEW,
        /** That changes which came after this were not kept: the objects concerned, as they are now. */
        OVERFLOW
    }

    public NotificationRow {
        Objects.requireNonNull(principal, "principal");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(pause, "pause");
    }

    /**
     * The values that a change left.
     *
     * @param changed the columns of {@code managed_object} that it changed
     * @param archived Archive Date
     * @param replacedBy the object that was made to replace it
     */
    public record Values(Set<String> changed, int state, LifecycleDates dates, Instant archived, UUID replacedBy) {
        public Values {
            changed = Set.copyOf(changed);
            Objects.requireNonNull(dates, "dates");
        }
    }
}
