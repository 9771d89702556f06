package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.LifecycleDates;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.server.kmip.attribute.Dates;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import java.time.Duration;
import java.time.Instant;

/** The dates of a replacement (KMIP 1.4 tables 172 and 184, KMIP 2.1 table 303). */
final class ReplacementDates {

    private ReplacementDates() {}

    /** @param offset seconds from the Initial to the Activation Date, or null: then the dates are copied */
    static void set(ObjectAttributes created, LifecycleDates old, Long offset) {
        if (offset == null) {
            put(created, AttributeType.ACTIVATION_DATE, old.activation());
            shift(created, old, Duration.ZERO);
            return;
        }
        Instant activation = created.dates().initial().plusSeconds(offset);
        put(created, AttributeType.ACTIVATION_DATE, activation);
        if (old.activation() != null) {
            shift(created, old, Duration.between(old.activation(), activation));
        }
    }

    private static void shift(ObjectAttributes created, LifecycleDates old, Duration by) {
        put(created, AttributeType.PROCESS_START_DATE, plus(old.processStart(), by));
        put(created, AttributeType.PROTECT_STOP_DATE, plus(old.protectStop(), by));
        put(created, AttributeType.DEACTIVATION_DATE, plus(old.deactivation(), by));
    }

    private static Instant plus(Instant date, Duration by) {
        return date == null ? null : date.plus(by);
    }

    private static void put(ObjectAttributes created, AttributeType type, Instant date) {
        if (date != null) {
            Dates.require(type.text(), date.getEpochSecond());
            created.set(type, Item.DateTime.of(type.tag(), date));
        }
    }
}
