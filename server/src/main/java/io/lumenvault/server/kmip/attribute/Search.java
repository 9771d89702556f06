package io.lumenvault.server.kmip.attribute;

import io.lumenvault.db.object.IndexEntry;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectCriteria;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.StorageStatusMask;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.ItemType;
import io.lumenvault.server.lifecycle.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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
    private static final Set<State> DESTROYED = EnumSet.of(State.DESTROYED, State.DESTROYED_COMPROMISED);
    private static final Set<State> KEPT = EnumSet.complementOf(EnumSet.copyOf(DESTROYED));

    private final String owner;
    private final Instant now;
    private final List<UUID> uids = new ArrayList<>();
    private Integer objectType;
    private final Set<State> states = EnumSet.allOf(State.class);
    private Integer algorithm;
    private Integer length;
    private Integer usageMask;
    private Boolean archived;
    private Boolean fresh;
    private boolean templates = true;
    private final List<IndexEntry> index = new ArrayList<>();
    private final DateFilters dates = new DateFilters();
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

    /** Restricts to objects that are not destroyed. */
    public void restrictToKept() {
        restrictTo(KEPT);
    }

    /**
     * Restricts to the storages of a Storage Status Mask (KMIP 2.1 sections 6.1.28 and 12.3); without one, to on-line storage. What is
     * destroyed is in neither of the other two, wherever its material lay.
     */
    public void restrictToStorage(Integer mask) {
        boolean online = mask == null || StorageStatusMask.ONLINE_STORAGE.in(mask);
        boolean archival = mask != null && StorageStatusMask.ARCHIVAL_STORAGE.in(mask);
        if (mask == null || !StorageStatusMask.DESTROYED_STORAGE.in(mask)) {
            restrictTo(online || archival ? KEPT : Set.of());
        } else if (!online && !archival) {
            restrictTo(DESTROYED);
        }
        if (online != archival) {
            archived = archival;
        }
    }

    private void restrictTo(Set<State> wanted) {
        states.retainAll(wanted);
        impossible |= states.isEmpty();
    }

    /** The criteria for the database. */
    public ObjectCriteria criteria(int offset, Integer maximum) {
        boolean includeDestroyed = states.contains(State.DESTROYED) || states.contains(State.DESTROYED_COMPROMISED);
        boolean unrestricted = states.equals(KEPT) || states.size() == State.values().length;
        List<Integer> codes = unrestricted ? List.of() : states.stream().map(State::code).toList();
        int limit = impossible ? 0 : maximum == null ? MOST : Math.min(maximum, MOST);
        return new ObjectCriteria(owner, uids, objectType, codes, algorithm, length, usageMask, fresh, index, dates.ranges(),
                includeDestroyed, archived, now, offset, limit, templates ? null : ObjectType.TEMPLATE.code());
    }

    /** What remains to be judged on each object, or null for nothing. */
    public Predicate<ManagedObject> further(Function<ManagedObject, ObjectAttributes> attributes) {
        Predicate<ObjectAttributes> dated = dates.further();
        return others.isEmpty() && dated == null ? null : object -> {
            ObjectAttributes present = attributes.apply(object);
            return others.stream().allMatch(filter -> Matching.matches(filter, present)) && (dated == null || dated.test(present));
        };
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
            default -> {
                if (type.valueType() != ItemType.DATE_TIME) {
                    return false;
                }
                dates.add(type, ((Item.DateTime) value).seconds());
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
}
