package io.lumenvault.server.kmip.attribute;

import io.lumenvault.db.object.Cryptography;
import io.lumenvault.db.object.LifecycleDates;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.ttlv.Item;
import java.time.Instant;

/** The attributes that are columns of the managed object, because every layer or every search reads them. */
final class ColumnAttributes {

    private ColumnAttributes() {}

    static boolean in(AttributeType type) {
        return switch (type) {
            case CRYPTOGRAPHIC_ALGORITHM, CRYPTOGRAPHIC_LENGTH, CRYPTOGRAPHIC_USAGE_MASK, INITIAL_DATE, ACTIVATION_DATE,
                    PROCESS_START_DATE, PROTECT_STOP_DATE, DEACTIVATION_DATE, DESTROY_DATE, COMPROMISE_OCCURRENCE_DATE,
                    COMPROMISE_DATE, LAST_CHANGE_DATE, FRESH -> true;
            default -> false;
        };
    }

    /** The value, or null. */
    static Item read(AttributeType type, Cryptography cryptography, LifecycleDates dates, boolean fresh) {
        return switch (type) {
            case CRYPTOGRAPHIC_ALGORITHM -> cryptography.algorithm() == null ? null
                    : new Item.Enumeration(type.tag(), cryptography.algorithm());
            case CRYPTOGRAPHIC_LENGTH -> integer(type, cryptography.length());
            case CRYPTOGRAPHIC_USAGE_MASK -> integer(type, cryptography.usageMask());
            case FRESH -> new Item.Bool(type.tag(), fresh);
            default -> {
                Instant date = date(type, dates);
                yield date == null ? null : Item.DateTime.of(type.tag(), date);
            }
        };
    }

    private static Item integer(AttributeType type, Integer value) {
        return value == null ? null : new Item.Int(type.tag(), value);
    }

    private static Instant date(AttributeType type, LifecycleDates dates) {
        return switch (type) {
            case INITIAL_DATE -> dates.initial();
            case ACTIVATION_DATE -> dates.activation();
            case PROCESS_START_DATE -> dates.processStart();
            case PROTECT_STOP_DATE -> dates.protectStop();
            case DEACTIVATION_DATE -> dates.deactivation();
            case DESTROY_DATE -> dates.destroy();
            case COMPROMISE_OCCURRENCE_DATE -> dates.compromiseOccurrence();
            case COMPROMISE_DATE -> dates.compromise();
            case LAST_CHANGE_DATE -> dates.lastChange();
            default -> throw new IllegalArgumentException(type + " is no date column");
        };
    }

    /** @param value null for none */
    static Cryptography write(AttributeType type, Item value, Cryptography old) {
        Integer number = value instanceof Item.Enumeration code ? Integer.valueOf(code.value())
                : value instanceof Item.Int integer ? Integer.valueOf(integer.value()) : null;
        return switch (type) {
            case CRYPTOGRAPHIC_ALGORITHM -> new Cryptography(number, old.length(), old.usageMask());
            case CRYPTOGRAPHIC_LENGTH -> new Cryptography(old.algorithm(), number, old.usageMask());
            case CRYPTOGRAPHIC_USAGE_MASK -> new Cryptography(old.algorithm(), old.length(), number);
            default -> old;
        };
    }

    static LifecycleDates write(AttributeType type, Item value, LifecycleDates old) {
        Instant date = value instanceof Item.DateTime moment ? moment.instant() : null;
        return switch (type) {
            case ACTIVATION_DATE -> old.withActivation(date);
            case PROCESS_START_DATE -> old.withProcessStart(date);
            case PROTECT_STOP_DATE -> old.withProtectStop(date);
            case DEACTIVATION_DATE -> old.withDeactivation(date);
            case INITIAL_DATE -> old.withInitial(date);
            case COMPROMISE_DATE -> old.withCompromise(old.compromiseOccurrence(), date);
            case COMPROMISE_OCCURRENCE_DATE -> old.withCompromise(date, old.compromise());
            default -> old;
        };
    }
}
