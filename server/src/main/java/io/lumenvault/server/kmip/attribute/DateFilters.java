package io.lumenvault.server.kmip.attribute;

import io.lumenvault.db.object.ObjectCriteria.DateColumn;
import io.lumenvault.db.object.ObjectCriteria.DateRange;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The dates that Locate looks for (KMIP 1.4 section 4.9, KMIP 2.1 section 6.1.28): given once a moment, twice a range with both its ends;
 * the largest possible value means that the object has no such date.
 */
final class DateFilters {

    /** Values that a range has. */
    private static final int ENDS = 2;

    private final Map<AttributeType, List<Long>> given = new EnumMap<>(AttributeType.class);

    void add(AttributeType type, long seconds) {
        given.computeIfAbsent(type, _ -> new ArrayList<>(ENDS)).add(seconds);
    }

    /** The conditions on dates that have a column. */
    List<DateRange> ranges() {
        List<DateRange> ranges = new ArrayList<>();
        given.forEach((type, seconds) -> {
            if (seconds.size() > ENDS) {
                throw new KmipException(ResultReason.INVALID_FIELD, type.text() + " is given " + seconds.size()
                        + " times; once is a moment, twice a range");
            }
            if (!undefined(seconds)) {
                column(type).ifPresent(column -> ranges.add(new DateRange(column, Dates.storable(Collections.min(seconds)),
                        Dates.storable(Collections.max(seconds)))));
            }
        });
        return ranges;
    }

    /** The conditions that no column answers, or null for none. */
    Predicate<ObjectAttributes> further() {
        return given.entrySet().stream()
                .filter(date -> undefined(date.getValue()) || column(date.getKey()).isEmpty())
                .<Predicate<ObjectAttributes>>map(date -> object -> meets(object, date.getKey(), date.getValue()))
                .reduce(Predicate::and).orElse(null);
    }

    private static boolean undefined(List<Long> seconds) {
        return seconds.size() == 1 && seconds.getFirst() == Long.MAX_VALUE;
    }

    private static boolean meets(ObjectAttributes object, AttributeType type, List<Long> seconds) {
        Optional<Long> date = object.instances(type).stream().findFirst().map(own -> ((Item.DateTime) own.value()).seconds());
        return undefined(seconds) ? date.isEmpty()
                : date.filter(own -> own >= Collections.min(seconds) && own <= Collections.max(seconds)).isPresent();
    }

    private static Optional<DateColumn> column(AttributeType type) {
        return Optional.ofNullable(switch (type) {
            case INITIAL_DATE -> DateColumn.INITIAL;
            case ACTIVATION_DATE -> DateColumn.ACTIVATION;
            case PROCESS_START_DATE -> DateColumn.PROCESS_START;
            case PROTECT_STOP_DATE -> DateColumn.PROTECT_STOP;
            case DEACTIVATION_DATE -> DateColumn.DEACTIVATION;
            case COMPROMISE_OCCURRENCE_DATE -> DateColumn.COMPROMISE_OCCURRENCE;
            case COMPROMISE_DATE -> DateColumn.COMPROMISE;
            case DESTROY_DATE -> DateColumn.DESTROY;
            case ARCHIVE_DATE -> DateColumn.ARCHIVE;
            case LAST_CHANGE_DATE -> DateColumn.LAST_CHANGE;
            default -> null;
        });
    }
}
