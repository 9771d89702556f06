package io.lumenvault.server.kmip.attribute;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeChange;
import io.lumenvault.kmip.attribute.AttributeName;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.VendorAttributeName;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.server.lifecycle.State;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a client may do with the attributes of its object: applies the rule columns of the attribute table to an object's state.
 * Reasons are those of the error tables (KMIP 1.4 section 11, KMIP 2.1 section 6.1).
 */
public final class ClientRules {

    /** Most attribute instances of one object that a client gives, beyond those with a column; Links are counted where it gives one. */
    private static final int MOST_INSTANCES = 1000;

    /** Columns that a new object has of its own. */
    private static final Set<AttributeType> GIVEN_BY_SERVER =
            EnumSet.of(AttributeType.FRESH, AttributeType.INITIAL_DATE, AttributeType.LAST_CHANGE_DATE);

    private final ObjectAttributes object;
    private final ProtocolVersion version;
    private final Instant now;

    public ClientRules(ObjectAttributes object, ProtocolVersion version, Instant now) {
        this.object = object;
        this.version = version;
        this.now = now;
    }

    /** Refuses an attribute that a request that makes the object may not name. */
    public void requireGivenAtCreation(Attribute attribute) {
        AttributeName name = attribute.name();
        if (!(name instanceof AttributeType type ? type.clientMayGiveAtCreation() : ownedByClient(name))) {
            throw refusal(ResultReason.INVALID_FIELD, ResultReason.READ_ONLY_ATTRIBUTE, name, "is set by the server alone");
        }
        requireApplies(name, ResultReason.INVALID_FIELD);
        requireRoom(name, ResultReason.INVALID_FIELD);
        AttributeValues.check(attribute);
        requireRotatable(attribute);
    }

    /** Refuses what an imported object cannot have; who sets an attribute does not matter then (KMIP 2.1 section 6.1.25). */
    public void requireImportable(Attribute attribute) {
        AttributeName name = attribute.name();
        if (!(name instanceof AttributeType) && !(name instanceof VendorAttributeName)) {
            throw new KmipException(ResultReason.INVALID_ATTRIBUTE, "no attribute is called " + name.text());
        }
        if (name == AttributeType.DESTROY_DATE) {
            throw new KmipException(ResultReason.INVALID_ATTRIBUTE_VALUE, "a destroyed object has nothing to import");
        }
        requireApplies(name, ResultReason.INVALID_FIELD);
        requireRoom(name, ResultReason.INVALID_FIELD);
        AttributeValues.check(attribute);
    }

    /** Refuses what Add Attribute may not add. */
    public void requireAddable(Attribute attribute) {
        AttributeName name = attribute.name();
        requireMetadataOpen();
        if (attribute.index() != Attribute.NO_INDEX) {
            throw new KmipException(ResultReason.INVALID_FIELD,
                    "Add Attribute of " + name.text() + " gives an Attribute Index; the server assigns it");
        }
        if (!(name instanceof AttributeType type ? type.clientMaySet() : ownedByClient(name))) {
            throw refusal(ResultReason.PERMISSION_DENIED, ResultReason.READ_ONLY_ATTRIBUTE, name, "is set by the server alone");
        }
        requireApplies(name, ResultReason.PERMISSION_DENIED);
        requireRoom(name, ResultReason.ILLEGAL_OPERATION);
        if (name instanceof AttributeType type && type.clientChange() != AttributeChange.NO) {
            requireState(type, type.clientChange(), "added");
        }
        AttributeValues.check(attribute);
        requireRotatable(attribute);
    }

    /** Refuses what Modify Attribute may not change. */
    public void requireModifiable(Attribute attribute) {
        AttributeName name = attribute.name();
        requireMetadataOpen();
        AttributeChange change = name instanceof AttributeType type ? type.clientChange()
                : ownedByClient(name) ? AttributeChange.YES : AttributeChange.NO;
        if (change == AttributeChange.NO) {
            throw refusal(ResultReason.PERMISSION_DENIED, ResultReason.ATTRIBUTE_READ_ONLY, name, "cannot be changed by a client");
        }
        if (object.instances(name).isEmpty()) {
            throw refusal(ResultReason.INVALID_FIELD, ResultReason.ATTRIBUTE_NOT_FOUND, name, "has no value; it must be added first");
        }
        requireState(name, change, "changed");
        AttributeValues.check(attribute);
    }

    /** Refuses what Delete Attribute may not take away. */
    public void requireDeletable(AttributeName name) {
        requireMetadataOpen();
        AttributeChange change = name instanceof AttributeType type ? type.clientDelete()
                : ownedByClient(name) ? AttributeChange.YES : AttributeChange.NO;
        if (change == AttributeChange.NO) {
            throw refusal(ResultReason.PERMISSION_DENIED, ResultReason.ATTRIBUTE_READ_ONLY, name, "cannot be deleted by a client");
        }
        if (object.instances(name).isEmpty()) {
            throw new KmipException(ResultReason.ATTRIBUTE_NOT_FOUND, "the object has no " + name.text());
        }
        requireState(name, change, "deleted");
    }

    /** Whether a default of a client's own suits objects of a type; one that does not is left out. */
    public static boolean suits(ObjectType objectType, Attribute attribute) {
        return attribute.name() != AttributeType.ROTATE_AUTOMATIC || RotationDue.concerns(objectType);
    }

    /** KMIP 2.1 section 4.48: what would not be done is not promised. */
    private void requireRotatable(Attribute attribute) {
        if (attribute.name() == AttributeType.ROTATE_AUTOMATIC && attribute.value() instanceof Item.Bool automatic && automatic.value()
                && !RotationDue.concerns(object.objectType())) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Rotate Automatic is True; a " + object.objectType().text()
                    + " is not rotated by the server: symmetric keys and pairs of keys are");
        }
    }

    private void requireApplies(AttributeName name, ResultReason of1) {
        if (name instanceof AttributeType type && !type.appliesTo(object.objectType(), version) && !limitsAsymmetricKey(type)) {
            throw refusal(of1, ResultReason.INVALID_ATTRIBUTE, name, "does not apply to a "
                    + object.objectType().text() + " in version " + version);
        }
    }

    /** 1.4 sections 3.25 and 3.26 have these dates for symmetric keys alone; its profile (CS-AC-M-8) limits public and private keys by them too. */
    private boolean limitsAsymmetricKey(AttributeType type) {
        return (type == AttributeType.PROCESS_START_DATE || type == AttributeType.PROTECT_STOP_DATE)
                && (object.objectType() == ObjectType.PUBLIC_KEY || object.objectType() == ObjectType.PRIVATE_KEY);
    }

    private void requireRoom(AttributeName name, ResultReason of1) {
        if (!name.multipleInstances() && !object.instances(name).isEmpty() && !implied(name)) {
            throw refusal(of1, ResultReason.ATTRIBUTE_SINGLE_VALUED, name, "can have one value and has it already");
        }
        int links = name == AttributeType.LINK ? 0 : object.instances(AttributeType.LINK).size();
        if (object.count() - links >= MOST_INSTANCES) {
            throw new KmipException(ResultReason.INDEX_OUT_OF_BOUNDS,
                    "an object can have " + MOST_INSTANCES + " attribute instances");
        }
    }

    /** A default of ours is no value that the client gave: a request that makes the object may still give one. */
    private boolean implied(AttributeName name) {
        return object.isNew() && name instanceof AttributeType type && !object.has(type)
                && !(ColumnAttributes.in(type) && !GIVEN_BY_SERVER.contains(type));
    }

    private void requireState(AttributeName name, AttributeChange change, String done) {
        boolean preActive = object.state() == State.PRE_ACTIVE;
        boolean allowed = switch (change) {
            case NO -> false;
            case YES -> true;
            case WHILE_PRE_ACTIVE -> preActive;
            case WHILE_PRE_ACTIVE_OR_ACTIVE -> preActive || object.state() == State.ACTIVE;
            case UNTIL_REACHED -> (preActive || object.state() == State.ACTIVE) && !reached(name);
            case UNTIL_USED -> UsageAllocation.of(object).filter(UsageAllocation::used).isEmpty();
        };
        if (!allowed) {
            throw new KmipException(ResultReason.WRONG_KEY_LIFECYCLE_STATE,
                    name.text() + " cannot be " + done + " in state " + object.state());
        }
    }

    private boolean reached(AttributeName name) {
        return object.instances(name).stream()
                .map(Attribute::value)
                .map(Item.DateTime.class::cast)
                .anyMatch(date -> !date.instant().isAfter(now));
    }

    private void requireMetadataOpen() {
        if (object.state().destroyed()) {
            throw new KmipException(ResultReason.WRONG_KEY_LIFECYCLE_STATE, "attributes of a destroyed object stay as they are");
        }
    }

    private static boolean ownedByClient(AttributeName name) {
        return name instanceof VendorAttributeName vendor && !vendor.ownedByServer();
    }

    private KmipException refusal(ResultReason of1, ResultReason of2, AttributeName name, String problem) {
        return new KmipException(version.major() == 1 ? of1 : of2, name.text() + " " + problem);
    }
}
