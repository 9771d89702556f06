package io.lumenvault.server.kmip.attribute;

import io.lumenvault.db.object.Cryptography;
import io.lumenvault.db.object.LifecycleDates;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeName;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.server.lifecycle.State;
import io.lumenvault.server.vault.NewObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * All attributes of one object, as a working copy: read from the store, changed, written back. Which of them live in columns is
 * this class's business alone. It applies no rules: {@link ClientRules} does.
 */
public final class ObjectAttributes {

    private static final Set<AttributeType> COLUMNS_OF_TEMPLATE = EnumSet.of(AttributeType.INITIAL_DATE, AttributeType.LAST_CHANGE_DATE,
            AttributeType.DESTROY_DATE, AttributeType.FRESH);

    private final UUID uid;
    private final ObjectType objectType;
    private final State state;
    private Cryptography cryptography;
    private LifecycleDates dates;
    private boolean fresh;
    private final MaterialForm form;
    private final boolean isNew;
    private final List<Attribute> stored;
    private final List<Attribute> own;

    private ObjectAttributes(UUID uid, ObjectType objectType, State state, Cryptography cryptography, LifecycleDates dates,
            boolean fresh, StoredAttributes stored, boolean isNew) {
        this.isNew = isNew;
        this.uid = Objects.requireNonNull(uid, "uid");
        this.objectType = Objects.requireNonNull(objectType, "objectType");
        this.state = state;
        this.cryptography = cryptography;
        this.dates = dates;
        this.fresh = fresh;
        this.form = stored.form();
        this.stored = new ArrayList<>(stored.list());
        this.own = new ArrayList<>(stored.own());
    }

    /** KMIP 1.4 section 3.32: shown as long as the object is in archival storage. */
    private ObjectAttributes archived(Instant date) {
        if (date != null) {
            stored.add(new Attribute(AttributeType.ARCHIVE_DATE, 0, Item.DateTime.of(AttributeType.ARCHIVE_DATE.tag(), date)));
        }
        return this;
    }

    /** Those of an object that is being made. */
    public static ObjectAttributes ofNew(UUID uid, ObjectType objectType, MaterialForm form, Instant now) {
        return new ObjectAttributes(uid, objectType, State.PRE_ACTIVE, Cryptography.NONE, LifecycleDates.initial(now), true,
                new StoredAttributes(form, List.of()), true);
    }

    /** Those of a stored object. */
    public static ObjectAttributes of(ManagedObject object, State state) {
        ObjectType type = Enumerations.find(ObjectType.class, object.objectType()).orElseThrow();
        return new ObjectAttributes(object.uid(), type, state, object.cryptography(), object.dates(), object.fresh(),
                StoredAttributes.decode(object.attributes()), false).archived(object.restrictions().archived());
    }

    public ObjectType objectType() {
        return objectType;
    }

    /** The state at the moment of reading. */
    public State state() {
        return state;
    }

    public MaterialForm form() {
        return form;
    }

    public LifecycleDates dates() {
        return dates;
    }

    public Cryptography cryptography() {
        return cryptography;
    }

    /** Every attribute that the object has and that objects of its type have in this version. */
    public List<Attribute> all(ProtocolVersion version) {
        List<Attribute> all = new ArrayList<>();
        for (AttributeType type : AttributeType.values()) {
            if (type.appliesTo(objectType, version)) {
                all.addAll(instances(type));
            }
        }
        for (Attribute attribute : stored) {
            if (!(attribute.name() instanceof AttributeType) && attribute.name().availableAt(version)) {
                all.add(attribute);
            }
        }
        return all;
    }

    /** What a Template says of algorithms, masks and dates is meant for the objects made of it: it has no cryptography and no State itself. */
    private boolean inColumn(AttributeType type) {
        return ColumnAttributes.in(type) && (objectType != ObjectType.TEMPLATE || COLUMNS_OF_TEMPLATE.contains(type));
    }

    /** The instances of one attribute, in the order of their index; empty when the object has none. */
    public List<Attribute> instances(AttributeName name) {
        List<Attribute> found = new ArrayList<>(1);
        for (Attribute attribute : stored) {
            if (attribute.name().equals(name)) {
                found.add(attribute);
            }
        }
        if (found.isEmpty() && name instanceof AttributeType type) {
            found.addAll(LinkAttributes.read(type, stored));
        }
        if (found.isEmpty() && name instanceof AttributeType type) {
            Item value = inColumn(type) ? ColumnAttributes.read(type, cryptography, dates, fresh)
                    : ImpliedAttributes.read(type, this);
            if (value != null) {
                found.add(new Attribute(type, 0, value));
            }
        }
        return found;
    }

    /** Adds an instance at the next free index. */
    public Attribute add(AttributeName name, Item value) {
        if (name instanceof AttributeType type && inColumn(type)) {
            setColumn(type, value);
            return new Attribute(name, 0, value);
        }
        int index = 0;
        for (Attribute attribute : stored) {
            if (attribute.name().equals(name)) {
                index = Math.max(index, attribute.indexOrZero() + 1);
            }
        }
        Attribute added = new Attribute(name, index, value);
        stored.add(added);
        return added;
    }

    /** Gives a single-instance attribute its value, whether it had one or not. */
    public void set(AttributeName name, Item value) {
        if (name instanceof AttributeType type && inColumn(type)) {
            setColumn(type, value);
        } else {
            stored.removeIf(attribute -> attribute.name().equals(name));
            own.removeIf(attribute -> attribute.name().equals(name));
            stored.add(new Attribute(name, 0, value));
        }
    }

    /** The same for an attribute that is true or false. */
    public void set(AttributeType type, boolean value) {
        set(type, new Item.Bool(type.tag(), value));
    }

    /** Whether an attribute that is true or false is true. */
    public boolean flag(AttributeType type) {
        return instances(type).stream().map(Attribute::value).anyMatch(new Item.Bool(type.tag(), true)::equals);
    }

    /** Replaces the value of one instance. */
    public Attribute replace(Attribute instance, Item value) {
        Attribute changed = new Attribute(instance.name(), instance.indexOrZero(), value);
        int position = stored.indexOf(instance);
        if (position >= 0) {
            stored.set(position, changed);
            own.replaceAll(one -> one.equals(instance) ? changed : one);
        } else {
            set(instance.name(), value);
        }
        return changed;
    }

    /** Removes one instance. */
    public void remove(Attribute instance) {
        if (instance.name() instanceof AttributeType type && inColumn(type)) {
            setColumn(type, null);
        } else {
            stored.remove(instance);
            own.remove(instance);
        }
    }

    /** What a Template has by now is its own; what is added from here on is meant for the objects made of it. */
    public void ownSoFar() {
        own.clear();
        own.addAll(stored);
    }

    /** An attribute of a Template's own is meant for the objects made of it, too. @return false where it has none with this value */
    public boolean share(AttributeName name, Item value) {
        own.removeIf(attribute -> attribute.name().equals(name) && attribute.value().equals(value));
        return stored.stream().anyMatch(attribute -> attribute.name().equals(name) && attribute.value().equals(value));
    }

    /** What a Template says of the objects made of it. */
    public List<Attribute> content() {
        return stored.stream().filter(attribute -> !own.contains(attribute)).toList();
    }

    private void setColumn(AttributeType type, Item value) {
        cryptography = ColumnAttributes.write(type, value, cryptography);
        dates = ColumnAttributes.write(type, value, dates);
        if (type == AttributeType.FRESH) {
            fresh = ((Item.Bool) value).value();
        }
    }

    /** The attribute instances without a column. */
    public List<Attribute> stored() {
        return List.copyOf(stored);
    }

    /** The number of attribute instances without a column, which the server limits. */
    public int count() {
        return stored.size();
    }

    /** The change that makes the stored object so; the searchable attributes are replaced. */
    public ObjectChange toChange(ManagedObject read, Instant now) {
        return ObjectChange.of(read)
                .withUsageMask(cryptography.usageMask())
                .withDates(dates.withLastChange(now))
                .withFresh(fresh)
                .withAttributes(new StoredAttributes(form, withoutColumns(), own).encode(), SearchIndex.entriesOf(objectType, withoutColumns(), dates.initial()));
    }

    /** The object to be stored. */
    public NewObject toNewObject(String owner) {
        return new NewObject(uid, owner, objectType.code(), cryptography, dates, fresh, null,
                new StoredAttributes(form, stored, own).encode(), SearchIndex.entriesOf(objectType, stored, dates.initial()));
    }

    /** From when on the server replaces the object by itself; empty for never. */
    public Optional<Instant> rotationDue() {
        return RotationDue.of(objectType, stored, dates.initial());
    }

    /** The Archive Date is a column, and shown only. */
    private List<Attribute> withoutColumns() {
        return stored.stream().filter(attribute -> attribute.name() != AttributeType.ARCHIVE_DATE).toList();
    }

    /** The Unique Identifier. */
    public UUID identifier() {
        return uid;
    }

    /** Whether the object is only being made. */
    boolean isNew() {
        return isNew;
    }

    /** Whether the attribute is stored, and not a default. */
    boolean has(AttributeType type) {
        return stored.stream().anyMatch(attribute -> attribute.name() == type);
    }
}
