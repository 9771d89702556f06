package io.lumenvault.server.kmip.attribute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.db.object.ObjectCriteria;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.State;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

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
    void destroyedObjects_areNotAsked_unlessWanted() {
        search.restrictToOnline();
        assertEquals(false, criteria().includeDestroyed());
        assertEquals(List.of(), criteria().states());
        assertNull(search.further(object -> null));
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
