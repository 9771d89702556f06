package io.lumenvault.server.kmip.attribute;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.db.object.Cryptography;
import io.lumenvault.db.object.LifecycleDates;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.VendorAttributeName;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.lifecycle.State;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ClientRulesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Attribute DESCRIPTION = Attribute.of(AttributeType.DESCRIPTION, "text");

    @Test
    void singleValue_isAddedOnceOnly() {
        ObjectAttributes object = object(State.PRE_ACTIVE);
        rules(object).requireAddable(DESCRIPTION);
        object.add(DESCRIPTION.name(), DESCRIPTION.value());
        refused(ResultReason.ATTRIBUTE_SINGLE_VALUED, () -> rules(object).requireAddable(DESCRIPTION));
    }

    @Test
    void attributeOfTheServer_isReadOnly() {
        ClientRules rules = rules(object(State.PRE_ACTIVE));
        Attribute state = Attribute.of(AttributeType.STATE, io.lumenvault.kmip.spec.State.COMPROMISED);
        refused(ResultReason.READ_ONLY_ATTRIBUTE, () -> rules.requireAddable(state));
        refused(ResultReason.ATTRIBUTE_READ_ONLY, () -> rules.requireModifiable(state));
        refused(ResultReason.ATTRIBUTE_READ_ONLY, () -> rules.requireDeletable(AttributeType.STATE));
        refused(ResultReason.READ_ONLY_ATTRIBUTE,
                () -> rules.requireAddable(Attribute.of(VendorAttributeName.y("ours"), "value")));
    }

    @Test
    void activationDate_changesWhilePreActiveOnly() {
        Attribute date = Attribute.of(AttributeType.ACTIVATION_DATE, NOW.plusSeconds(60));
        assertDoesNotThrow(() -> rules(object(State.PRE_ACTIVE)).requireAddable(date));
        refused(ResultReason.WRONG_KEY_LIFECYCLE_STATE, () -> rules(object(State.ACTIVE)).requireModifiable(date));
    }

    @Test
    void attributeThatIsNotThere_isNeitherChangedNorDeleted() {
        ClientRules rules = rules(object(State.PRE_ACTIVE));
        refused(ResultReason.ATTRIBUTE_NOT_FOUND, () -> rules.requireModifiable(DESCRIPTION));
        refused(ResultReason.ATTRIBUTE_NOT_FOUND, () -> rules.requireDeletable(AttributeType.DESCRIPTION));
    }

    @Test
    void addAttribute_withAnIndex_isRefused() {
        refused(ResultReason.INVALID_FIELD, () -> rules(object(State.PRE_ACTIVE)).requireAddable(Attribute.name("a").withIndex(1)));
    }

    @Test
    void attributeOfALaterVersion_isNotAdded() {
        ClientRules at1 = new ClientRules(object(State.PRE_ACTIVE), ProtocolVersion.V1_2, NOW);
        refused(ResultReason.PERMISSION_DENIED, () -> at1.requireAddable(DESCRIPTION));
    }

    @Test
    void destroyedObject_keepsItsAttributes() {
        refused(ResultReason.WRONG_KEY_LIFECYCLE_STATE, () -> rules(object(State.DESTROYED)).requireAddable(DESCRIPTION));
    }

    @Test
    void multipleInstances_keepTheirIndex() {
        ObjectAttributes object = object(State.PRE_ACTIVE);
        VendorAttributeName name = VendorAttributeName.x("n");
        for (int i = 0; i < 3; i++) {
            assertEquals(i, object.add(name, Attribute.of(name, i).value()).index());
        }
        object.remove(object.instances(name).get(1));
        assertEquals(List.of(0, 2), object.instances(name).stream().map(Attribute::index).toList());
        assertEquals(3, object.add(name, Attribute.of(name, 9).value()).index());
    }

    private static ClientRules rules(ObjectAttributes object) {
        return new ClientRules(object, ProtocolVersion.V2_1, NOW);
    }

    private static ObjectAttributes object(State state) {
        LifecycleDates dates = LifecycleDates.initial(NOW.minusSeconds(100)).withActivation(state == State.ACTIVE ? NOW.minusSeconds(50) : null);
        return ObjectAttributes.of(new ManagedObject(UUID.randomUUID(), "owner", ObjectType.SYMMETRIC_KEY.code(), state.code(),
                new Cryptography(3, 256, 12), dates, true, null, new StoredAttributes(MaterialForm.RAW, List.of()).encode(), null), state);
    }

    private static void refused(ResultReason reason, Executable call) {
        assertEquals(reason, assertThrows(KmipException.class, call).reason());
    }
}
