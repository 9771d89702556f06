package io.lumenvault.server.kmip.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeName;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.UsageLimits;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.UsageLimitsUnit;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.server.kmip.attribute.MaterialForm;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.lifecycle.Lifecycle;
import io.lumenvault.server.lifecycle.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UsageTermsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final int ENCRYPT = 4;
    private static final int DECRYPT = 8;
    private static final Attribute TO_ENCRYPT = Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, ENCRYPT);
    private static final Attribute TO_DECRYPT = Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, DECRYPT);
    private static final Attribute SENSITIVE = Attribute.of(AttributeType.SENSITIVE, true);
    private static final Attribute ACTIVATED = date(AttributeType.ACTIVATION_DATE, -100);
    private static final Attribute REVOKED = date(AttributeType.DEACTIVATION_DATE, -10);

    @Test
    void keysAttributes_goBeforeThoseOfTheRequest() {
        ObjectAttributes part = bound(terms(TO_DECRYPT, SENSITIVE, ACTIVATED, REVOKED, limits(1000, 7)), TO_ENCRYPT,
                Attribute.of(AttributeType.SENSITIVE, false), date(AttributeType.DEACTIVATION_DATE, 1000), limits(5000, 5000),
                Attribute.of(AttributeType.CONTACT_INFORMATION, "holder"));
        assertEquals(DECRYPT, part.cryptography().usageMask());
        assertTrue(part.flag(AttributeType.SENSITIVE));
        assertTrue(part.flag(AttributeType.ALWAYS_SENSITIVE));
        assertEquals(State.DEACTIVATED, Lifecycle.initial(part.dates(), NOW));
        assertEquals(Optional.of(limits(1000, 7).value()), value(part, AttributeType.USAGE_LIMITS));
        assertEquals(1, part.instances(AttributeType.CONTACT_INFORMATION).size());
    }

    @Test
    void compromisedKey_hasCompromisedParts() {
        ObjectAttributes part = bound(terms(TO_DECRYPT, ACTIVATED, date(AttributeType.COMPROMISE_OCCURRENCE_DATE, -50),
                date(AttributeType.COMPROMISE_DATE, -10)));
        assertEquals(State.COMPROMISED, Lifecycle.initial(part.dates(), NOW));
        assertEquals(NOW.minusSeconds(50), part.dates().compromiseOccurrence());
    }

    @Test
    void whatTheKeyDoesNotSay_isTheRequests() {
        ObjectAttributes part = bound(UsageTerms.NONE, TO_ENCRYPT, SENSITIVE, ACTIVATED, limits(5, 5));
        assertEquals(ENCRYPT, part.cryptography().usageMask());
        assertTrue(part.flag(AttributeType.SENSITIVE));
        assertEquals(State.ACTIVE, Lifecycle.initial(part.dates(), NOW));
        assertEquals(Optional.of(limits(5, 5).value()), value(part, AttributeType.USAGE_LIMITS));
    }

    @Test
    void ofSeveralParts_theStricterCounts() {
        UsageTerms one = terms(Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, ENCRYPT | DECRYPT), ACTIVATED,
                date(AttributeType.PROCESS_START_DATE, 5), date(AttributeType.PROTECT_STOP_DATE, 20), limits(1000, 7));
        UsageTerms two = terms(TO_DECRYPT, SENSITIVE, date(AttributeType.ACTIVATION_DATE, -50), date(AttributeType.PROCESS_START_DATE, 1),
                date(AttributeType.PROTECT_STOP_DATE, 10), date(AttributeType.DEACTIVATION_DATE, 30), limits(1000, 8));
        assertEquals(terms(TO_DECRYPT, SENSITIVE, date(AttributeType.ACTIVATION_DATE, -50), date(AttributeType.PROCESS_START_DATE, 5),
                date(AttributeType.PROTECT_STOP_DATE, 10), date(AttributeType.DEACTIVATION_DATE, 30), limits(1000, 7)), one.and(two));
        assertEquals(one.and(two), two.and(one));
        assertEquals(one, UsageTerms.NONE.and(one));
    }

    @Test
    void partsThatCountDifferentUnits_areRefused() {
        UsageTerms bytes = terms(TO_ENCRYPT, Attribute.of(AttributeType.USAGE_LIMITS, new UsageLimits(9L, 9L, UsageLimitsUnit.BYTE)));
        assertEquals(ResultReason.INVALID_FIELD,
                assertThrows(KmipException.class, () -> bytes.and(terms(TO_ENCRYPT, limits(9, 9)))).reason());
    }

    @Test
    void requestMayAskForFewerUses_andForNoOther() {
        UsageTerms both = terms(Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, ENCRYPT | DECRYPT));
        assertEquals(terms(TO_DECRYPT), both.within(DECRYPT | 1));
        assertEquals(both, both.within(null));
        assertEquals(terms(TO_ENCRYPT), UsageTerms.NONE.within(ENCRYPT));
    }

    @Test
    void datesOfTheRequest_standInOrderWithTheKeys_whoseOwnAreFacts() {
        UsageTerms revokedAheadOfItsPlan = terms(TO_DECRYPT, ACTIVATED, REVOKED, date(AttributeType.PROTECT_STOP_DATE, 500));
        assertEquals(NOW.plusSeconds(500), bound(revokedAheadOfItsPlan).dates().protectStop());
        Attribute afterTheEnd = date(AttributeType.PROCESS_START_DATE, 100);
        assertEquals(ResultReason.INVALID_FIELD,
                assertThrows(KmipException.class, () -> bound(revokedAheadOfItsPlan, afterTheEnd)).reason());
    }

    private static UsageTerms terms(Attribute... ofTheKey) {
        return UsageTerms.of(given(ObjectType.SYMMETRIC_KEY, List.of(ofTheKey)));
    }

    private static ObjectAttributes bound(UsageTerms terms, Attribute... wanted) {
        ObjectAttributes created = given(ObjectType.SPLIT_KEY, terms.open(List.of(wanted)));
        terms.bind(created);
        return created;
    }

    private static ObjectAttributes given(ObjectType type, List<Attribute> attributes) {
        ObjectAttributes object = ObjectAttributes.ofNew(UUID.randomUUID(), type, MaterialForm.ENCODED, NOW);
        attributes.forEach(one -> object.set(one.name(), one.value()));
        return object;
    }

    private static Attribute date(AttributeType type, int secondsFromNow) {
        return Attribute.of(type, NOW.plusSeconds(secondsFromNow));
    }

    private static Attribute limits(long total, long count) {
        return Attribute.of(AttributeType.USAGE_LIMITS, new UsageLimits(total, count, UsageLimitsUnit.OBJECT));
    }

    private static Optional<Item> value(ObjectAttributes object, AttributeName name) {
        return object.instances(name).stream().findFirst().map(Attribute::value);
    }
}
