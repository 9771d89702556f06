package io.lumenvault.server.kmip.attribute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.object.ObjectCriteria;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.State;
import io.lumenvault.kmip.spec.StorageStatusMask;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Search search = new Search("owner", NOW);

    @Test
    void filtersThatContradictEachOther_findNothing() {
        search.require(Attribute.of(AttributeType.OBJECT_TYPE, ObjectType.SYMMETRIC_KEY));
        search.require(Attribute.of(AttributeType.OBJECT_TYPE, ObjectType.CERTIFICATE));
        assertEquals(0, criteria().limit());
    }

    @Test
    void twoStates_findNothing() {
        search.require(Attribute.of(AttributeType.STATE, State.ACTIVE));
        search.require(Attribute.of(AttributeType.STATE, State.PRE_ACTIVE));
        assertEquals(0, criteria().limit());
    }

    @Test
    void identifierThatIsNoneOfOurs_findsNothing() {
        search.require(Attribute.of(AttributeType.UNIQUE_IDENTIFIER, "1"));
        assertEquals(0, criteria().limit());
    }

    @Test
    void everyAttributeOfTheTable_becomesAConditionOrIsJudgedLater() {
        for (AttributeType type : AttributeType.values()) {
            Search one = new Search("owner", NOW);
            one.require(new Attribute(type, Attribute.NO_INDEX, value(type)));
            ObjectCriteria criteria = one.criteria(0, null);
            boolean conditioned = !criteria.equals(new Search("owner", NOW).criteria(0, null));
            boolean judged = one.further(object -> null) != null;
            assertEquals(true, conditioned || judged, type.text());
        }
    }

    @Test
    void twoDates_areARange_inEitherOrder_andThreeAreRefused() {
        Instant later = NOW.plusSeconds(10);
        search.require(Attribute.of(AttributeType.INITIAL_DATE, later));
        search.require(Attribute.of(AttributeType.INITIAL_DATE, NOW));
        assertEquals(List.of(new ObjectCriteria.DateRange(ObjectCriteria.DateColumn.INITIAL, NOW, later)), criteria().dates());
        search.require(Attribute.of(AttributeType.INITIAL_DATE, NOW));
        assertThrows(KmipException.class, this::criteria);
    }

    @Test
    void largestDate_meansThatThereIsNone() {
        search.require(new Attribute(AttributeType.ACTIVATION_DATE, Attribute.NO_INDEX,
                new Item.DateTime(AttributeType.ACTIVATION_DATE.tag(), Long.MAX_VALUE)));
        assertEquals(List.of(), criteria().dates());
        assertNotNull(search.further(object -> null));
    }

    @Test
    void twoDatesWithoutAColumn_areARangeToo_andThreeAreRefused() {
        Instant later = NOW.plusSeconds(10);
        search.require(Attribute.of(AttributeType.ORIGINAL_CREATION_DATE, later));
        search.require(Attribute.of(AttributeType.ORIGINAL_CREATION_DATE, NOW));
        assertEquals(List.of(false, true, true, true, false, false), Stream.of(NOW.minusSeconds(1), NOW, NOW.plusSeconds(5), later,
                later.plusSeconds(1), null).map(this::foundAmongOriginalCreationDates).toList());
        search.require(Attribute.of(AttributeType.ORIGINAL_CREATION_DATE, NOW));
        assertThrows(KmipException.class, this::criteria);
    }

    @Test
    void largestDateWithoutAColumn_meansThatThereIsNone() {
        search.require(new Attribute(AttributeType.ORIGINAL_CREATION_DATE, Attribute.NO_INDEX,
                new Item.DateTime(AttributeType.ORIGINAL_CREATION_DATE.tag(), Long.MAX_VALUE)));
        assertTrue(foundAmongOriginalCreationDates(null));
        assertFalse(foundAmongOriginalCreationDates(NOW));
    }

    private boolean foundAmongOriginalCreationDates(Instant date) {
        ObjectAttributes object = ObjectAttributes.ofNew(UUID.randomUUID(), ObjectType.SYMMETRIC_KEY, MaterialForm.RAW, NOW);
        if (date != null) {
            object.set(AttributeType.ORIGINAL_CREATION_DATE, Item.DateTime.of(AttributeType.ORIGINAL_CREATION_DATE.tag(), date));
        }
        return search.further(_ -> object).test(null);
    }

    @Test
    void archiveDate_hasAColumn() {
        search.require(Attribute.of(AttributeType.ARCHIVE_DATE, NOW));
        assertEquals(List.of(new ObjectCriteria.DateRange(ObjectCriteria.DateColumn.ARCHIVE, NOW, NOW)), criteria().dates());
        assertNull(search.further(object -> null));
    }

    @Test
    void destroyedObjects_areNotAsked_unlessWanted() {
        search.restrictToKept();
        assertEquals(false, criteria().includeDestroyed());
        assertEquals(List.of(), criteria().states());
        assertNull(search.further(object -> null));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -, false, false
            1, false, false
            2, false, true
            3, false, -
            5, true, false
            6, true, true
            7, true, -
            """)
    void storageStatusMask_isAnArchiveCondition_alsoBesideDestroyedStorage(Integer mask, boolean destroyed, Boolean archived) {
        search.restrictToStorage(mask);
        assertEquals(destroyed, criteria().includeDestroyed());
        assertEquals(archived, criteria().archived());
        assertEquals(List.of(), criteria().states());
    }

    @Test
    void destroyedStorage_isTheDestroyedStates_whereverTheMaterialLay() {
        search.restrictToStorage(StorageStatusMask.DESTROYED_STORAGE.code());
        assertNull(criteria().archived());
        assertEquals(List.of(State.DESTROYED.code(), State.DESTROYED_COMPROMISED.code()), criteria().states());
    }

    @Test
    void maskOfNoStorage_findsNothing() {
        search.restrictToStorage(0);
        assertEquals(0, criteria().limit());
    }

    private ObjectCriteria criteria() {
        return search.criteria(0, null);
    }

    private static Item value(AttributeType type) {
        return switch (type.valueType()) {
            case TEXT_STRING -> Item.Text.of(type.tag(), "text");
            case INTEGER -> new Item.Int(type.tag(), 1);
            case ENUMERATION -> new Item.Enumeration(type.tag(), 1);
            case BOOLEAN -> new Item.Bool(type.tag(), true);
            case DATE_TIME -> Item.DateTime.of(type.tag(), NOW);
            case INTERVAL -> new Item.Interval(type.tag(), 1);
            case BYTE_STRING -> new Item.Bytes(type.tag(), new byte[1]);
            default -> Structure.of(type.tag());
        };
    }
}
