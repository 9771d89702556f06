package io.lumenvault.server.kmip.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.UsageLimits;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.UsageLimitsUnit;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.access.Role;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.kmip.attribute.MaterialForm;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.lifecycle.WrongStateException;
import io.lumenvault.server.vault.NewObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReplacementAttributesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final int BITS = 256;

    @Test
    void usageLimits_beginWithTheirTotal_whateverCountIsGiven() {
        ObjectAttributes created = replacement(List.of(), limits(10, 1000));
        assertEquals(limits(10, 10).value(), created.instances(AttributeType.USAGE_LIMITS).getFirst().value());
        refused(List.of(), limits(-1, null));
    }

    @Test
    void alwaysSensitive_followsWhatTheRequestSaysOfSensitive() {
        List<Attribute> old = List.of(flag(AttributeType.SENSITIVE, true), flag(AttributeType.ALWAYS_SENSITIVE, true));
        assertTrue(replacement(old).flag(AttributeType.ALWAYS_SENSITIVE));
        assertFalse(replacement(old, flag(AttributeType.SENSITIVE, false)).flag(AttributeType.ALWAYS_SENSITIVE));
        assertTrue(replacement(List.of(), flag(AttributeType.SENSITIVE, true)).flag(AttributeType.ALWAYS_SENSITIVE));
    }

    @Test
    void neverExtractable_followsWhatTheRequestSaysOfExtractable() {
        List<Attribute> old = List.of(flag(AttributeType.EXTRACTABLE, false), flag(AttributeType.NEVER_EXTRACTABLE, true));
        assertTrue(replacement(old).flag(AttributeType.NEVER_EXTRACTABLE));
        assertFalse(replacement(old, flag(AttributeType.EXTRACTABLE, true)).flag(AttributeType.NEVER_EXTRACTABLE));
    }

    @Test
    void flags_areTheReplacementsOwn() {
        List<Attribute> onceInTheOpen = List.of(flag(AttributeType.SENSITIVE, true), flag(AttributeType.ALWAYS_SENSITIVE, false));
        assertTrue(replacement(onceInTheOpen).flag(AttributeType.ALWAYS_SENSITIVE));
    }

    @Test
    void origin_isTheServers() {
        Attribute elsewhere = Attribute.of(AttributeType.ORIGINAL_CREATION_DATE, NOW.minusSeconds(5000));
        ObjectAttributes created = replacement(List.of(elsewhere));
        Item made = created.instances(AttributeType.ORIGINAL_CREATION_DATE).getFirst().value();
        assertEquals(NOW, ((Item.DateTime) made).instant());
        assertEquals(1, created.instances(AttributeType.RANDOM_NUMBER_GENERATOR).size());
        refused(List.of(), elsewhere);
    }

    @Test
    void datesOfTheRequest_areJudgedTogether_andNotThoseTakenOver() {
        List<Attribute> old = List.of(date(AttributeType.ACTIVATION_DATE, 100), date(AttributeType.DEACTIVATION_DATE, 200));
        ObjectAttributes later = replacement(old, date(AttributeType.ACTIVATION_DATE, 300), date(AttributeType.DEACTIVATION_DATE, 400));
        assertEquals(NOW.plusSeconds(400), later.dates().deactivation());
        assertThrows(WrongStateException.class, () -> replacement(old, date(AttributeType.ACTIVATION_DATE, 300)));
        List<Attribute> revokedAheadOfItsPlan = List.of(date(AttributeType.DEACTIVATION_DATE, 50), date(AttributeType.PROTECT_STOP_DATE, 100));
        assertEquals(NOW.plusSeconds(100),
                replacement(revokedAheadOfItsPlan, Attribute.of(AttributeType.COMMENT, "new")).dates().protectStop());
    }

    private static void refused(List<Attribute> old, Attribute wanted) {
        assertEquals(ResultReason.INVALID_FIELD, assertThrows(KmipException.class, () -> replacement(old, wanted)).reason());
    }

    private static ObjectAttributes replacement(List<Attribute> old, Attribute... wanted) {
        ManagedObject replaced = replaced(old);
        try (KeyMaterial material = KeyMaterial.owning(new byte[BITS / Byte.SIZE])) {
            ObjectAttributes created = new KeyReplacement().inherited(replaced, UUID.randomUUID(), material, NOW);
            ReplacementDates.set(created, replaced.dates(), null);
            ReplacementAttributes.give(call(), created, Attributes.of(wanted), NOW);
            return created;
        }
    }

    private static ManagedObject replaced(List<Attribute> attributes) {
        ObjectAttributes old = ObjectAttributes.ofNew(UUID.randomUUID(), ObjectType.SYMMETRIC_KEY, MaterialForm.RAW, NOW.minusSeconds(1000));
        old.set(AttributeType.CRYPTOGRAPHIC_ALGORITHM,
                Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.AES).value());
        old.set(AttributeType.CRYPTOGRAPHIC_LENGTH, Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, BITS).value());
        attributes.forEach(one -> old.set(one.name(), one.value()));
        NewObject stored = old.toNewObject("somebody");
        return new ManagedObject(stored.uid(), stored.owner(), stored.objectType(), 1, stored.cryptography(), stored.dates(), false, null,
                stored.attributes(), null);
    }

    private static Call call() {
        return new Call(new Principal("somebody", Set.of(Role.APPLICATION), "certificate", "00"), "127.0.0.1", ProtocolVersion.V2_1,
                Operation.RE_KEY, Permission.OBJECT_USE, null, new BatchChanges(false), null, null, List.of(), List.of(), null, null);
    }

    private static Attribute limits(long total, Integer count) {
        return Attribute.of(AttributeType.USAGE_LIMITS,
                new UsageLimits(total, count == null ? null : Long.valueOf(count), UsageLimitsUnit.OBJECT));
    }

    private static Attribute flag(AttributeType type, boolean value) {
        return Attribute.of(type, value);
    }

    private static Attribute date(AttributeType type, int secondsFromNow) {
        return Attribute.of(type, NOW.plusSeconds(secondsFromNow));
    }
}
