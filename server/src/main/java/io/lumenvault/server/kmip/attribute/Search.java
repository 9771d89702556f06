package io.lumenvault.server.kmip.attribute;

import io.lumenvault.db.object.IndexEntry;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectCriteria;
import io.lumenvault.db.object.ObjectCriteria.DateColumn;
import io.lumenvault.db.object.ObjectCriteria.DateRange;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.server.lifecycle.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What Locate looks for. Each filter goes to a column or to the index where it can, and is otherwise judged on the object itself:
 * none is ever dropped.
 */
public final class Search {

    /** Most identifiers that one answer holds; the client asks on with Offset Items. */
    private static final int MOST = 10_000;
    private static final Set<State> ONLINE =
            EnumSet.of(State.PRE_ACTIVE, State.ACTIVE, State.DEACTIVATED, State.COMPROMISED);

    private final String owner;
    private final Instant now;
    private final List<UUID> uids = new ArrayList<>();
    private Integer objectType;
    private Set<State> states = EnumSet.allOf(State.class);
    private Integer algorithm;
    private Integer length;
    private Integer usageMask;
    private Boolean archived;
    private Boolean fresh;
    private boolean templates = true;
    private final List<IndexEntry> index = new ArrayList<>();
    private final Map<AttributeType, List<Long>> dates = new EnumMap<>(AttributeType.class);
    private final List<Attribute> others = new ArrayList<>();
    /** Two filters contradict each other: nothing is found. */
    private boolean impossible;

    public Search(String owner, Instant now) {
        this.owner = owner;
        this.now = now;
    }

    /** Adds a filter; all must hold. */
    public void require(Attribute filter) {
        if (!(filter.name() instanceof AttributeType type && column(type, filter.value()))) {
            Optional<IndexEntry> entry = SearchIndex.entry(filter.name(), filter.value());
            entry.ifPresentOrElse(index::add, () -> others.add(filter));
        }
    }

    /** Leaves Templates out. */
    public void withoutTemplates() {
        templates = false;
    }

    /** Restricts to objects that were never given to a client. */
    public void requireFresh() {
        column(AttributeType.FRESH, new Item.Bool(AttributeType.FRESH.tag(), true));
    }

    /** Restricts to these states; together with an earlier restriction both must hold. */
    public void restrictTo(Set<State> wanted) {
        Set<State> both = EnumSet.copyOf(states);
        both.retainAll(wanted);
        states = both;
        impossible |= both.isEmpty();
    }

    /** The criteria for the database. */
    public ObjectCriteria criteria(int offset, Integer maximum) {
        boolean includeDestroyed = states.contains(State.DESTROYED) || states.contains(State.DESTROYED_COMPROMISED);
        boolean unrestricted = states.equals(ONLINE) || states.size() == State.values().length;
        List<Integer> codes = unrestricted ? List.of() : states.stream().map(State::code).toList();
        int limit = impossible ? 0 : maximum == null ? MOST : Math.min(maximum, MOST);
        return new ObjectCriteria(owner, uids, objectType, codes, algorithm, length, usageMask, fresh, index, ranges(),
                includeDestroyed, archived, now, offset, limit, templates ? null : ObjectType.TEMPLATE.code());
    }

    /** What remains to be judged on each object, or null for nothing. */
    public Predicate<ManagedObject> further(Function<ManagedObject, ObjectAttributes> attributes) {
        List<AttributeType> absent = undefinedDates();
        return others.isEmpty() && absent.isEmpty() ? null : object -> {
            ObjectAttributes present = attributes.apply(object);
            return others.stream().allMatch(filter -> Matching.matches(filter, present))
                    && absent.stream().allMatch(date -> present.instances(date).isEmpty());
        };
    }

    /** Restricts to objects that are not destroyed. */
    public void restrictToOnline() {
        restrictTo(ONLINE);
    }

    /** Restricts to objects whose material lies in archival storage, or does not. */
    public void restrictToArchived(boolean wanted) {
        archived = wanted;
    }

    private boolean column(AttributeType type, Item value) {
        switch (type) {
            case UNIQUE_IDENTIFIER -> uid(value);
            case OBJECT_TYPE -> objectType = same(objectType, ((Item.Enumeration) value).value());
            case STATE -> {
                // A Template has none (KMIP 1.4 section 3.22).
                withoutTemplates();
                restrictTo(state(((Item.Enumeration) value).value()));
            }
            case CRYPTOGRAPHIC_ALGORITHM -> algorithm = same(algorithm, ((Item.Enumeration) value).value());
            case CRYPTOGRAPHIC_LENGTH -> length = same(length, ((Item.Int) value).value());
            case CRYPTOGRAPHIC_USAGE_MASK -> usageMask = (usageMask == null ? 0 : usageMask) | ((Item.Int) value).value();
            case FRESH -> {
                withoutTemplates();
                fresh = same(fresh, ((Item.Bool) value).value());
            }
            case INITIAL_DATE, ACTIVATION_DATE, PROCESS_START_DATE, PROTECT_STOP_DATE, DEACTIVATION_DATE,
                    COMPROMISE_OCCURRENCE_DATE, COMPROMISE_DATE, DESTROY_DATE, LAST_CHANGE_DATE ->
                    dates.computeIfAbsent(type, t -> new ArrayList<>(2)).add(((Item.DateTime) value).seconds());
            default -> {
                return false;
            }
        }
        return true;
    }

    private <T> T same(T given, T value) {
        impossible |= given != null && !given.equals(value);
        return value;
    }

    private void uid(Item value) {
        UUID uid = value instanceof Item.Text text ? Identifiers.parse(text.value()).orElse(null) : null;
        impossible |= uid == null || !uids.isEmpty() && !uids.contains(uid);
        if (uid != null) {
            uids.add(uid);
        }
    }

    private static Set<State> state(int code) {
        for (State state : State.values()) {
            if (state.code() == code) {
                return EnumSet.of(state);
            }
        }
        return EnumSet.noneOf(State.class);
    }

    private List<DateRange> ranges() {
        List<DateRange> ranges = new ArrayList<>();
        dates.forEach((type, given) -> {
            if (given.size() > 2) {
                throw new KmipException(ResultReason.INVALID_FIELD, type.text() + " is given " + given.size()
                        + " times; once is a moment, twice a range");
            }
            if (!undefined(given)) {
                ranges.add(new DateRange(column(type), Dates.storable(Collections.min(given)),
                        Dates.storable(Collections.max(given))));
            }
        });
        return ranges;
    }

    /** KMIP 1.4 section 4.9: a date of the largest possible value means that the object has none. */
    private static boolean undefined(List<Long> given) {
        return given.size() == 1 && given.getFirst() == Long.MAX_VALUE;
    }

    private List<AttributeType> undefinedDates() {
        return dates.entrySet().stream().filter(date -> undefined(date.getValue())).map(Map.Entry::getKey).toList();
    }

    private static DateColumn column(AttributeType type) {
        return switch (type) {
            case INITIAL_DATE -> DateColumn.INITIAL;
            case ACTIVATION_DATE -> DateColumn.ACTIVATION;
            case PROCESS_START_DATE -> DateColumn.PROCESS_START;
            case PROTECT_STOP_DATE -> DateColumn.PROTECT_STOP;
            case DEACTIVATION_DATE -> DateColumn.DEACTIVATION;
            case COMPROMISE_OCCURRENCE_DATE -> DateColumn.COMPROMISE_OCCURRENCE;
            case COMPROMISE_DATE -> DateColumn.COMPROMISE;
            case DESTROY_DATE -> DateColumn.DESTROY;
            default -> DateColumn.LAST_CHANGE;
        };
    }
}
