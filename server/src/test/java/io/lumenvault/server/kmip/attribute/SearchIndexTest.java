package io.lumenvault.server.kmip.attribute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.object.IndexEntry;
import io.lumenvault.kmip.attribute.ApplicationSpecificInformation;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeName;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Name;
import io.lumenvault.kmip.attribute.VendorAttributeName;
import io.lumenvault.kmip.spec.NameType;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SearchIndexTest {

    private static final VendorAttributeName CUSTOM = VendorAttributeName.x("colour");

    @Test
    void plainText_isIndexedAsItIs() {
        assertEquals(Optional.of(new IndexEntry("Name", "db-key")), entry(Attribute.name("db-key")));
        assertEquals(Optional.of(new IndexEntry("Object Group", "link-ab")), entry(Attribute.of(AttributeType.OBJECT_GROUP, "link-ab")));
        assertEquals(Optional.of(new IndexEntry("x-colour", "red")), entry(Attribute.of(CUSTOM, "red")));
    }

    @Test
    void valuesOfOtherKinds_areNotMistakenForText() {
        IndexEntry number = entry(Attribute.of(CUSTOM, 5)).orElseThrow();
        assertNotEquals(entry(Attribute.of(CUSTOM, "5")).orElseThrow(), number);
        assertNotEquals(entry(Attribute.of(CUSTOM, true)).orElseThrow(), number);
        assertNotEquals(entry(Attribute.name("a")),
                entry(Attribute.of(AttributeType.NAME, new Name("a", NameType.URI))));
    }

    @Test
    void orderOfFields_makesNoDifference() {
        Structure one = new ApplicationSpecificInformation("ns", "data").toStructure(AttributeType.APPLICATION_SPECIFIC_INFORMATION.tag());
        Structure other = new Structure(one.tag(), one.items().reversed());
        assertEquals(entry(AttributeType.APPLICATION_SPECIFIC_INFORMATION, one), entry(AttributeType.APPLICATION_SPECIFIC_INFORMATION, other));
    }

    @Test
    void incompleteStructure_isNotLookedUpInTheIndex() {
        assertFalse(entry(AttributeType.APPLICATION_SPECIFIC_INFORMATION, Structure.of(
                AttributeType.APPLICATION_SPECIFIC_INFORMATION.tag(), Item.Text.of(Tag.APPLICATION_NAMESPACE, "ns"))).isPresent());
        assertFalse(entry(AttributeType.NAME, Structure.of(AttributeType.NAME.tag(), Item.Text.of(Tag.NAME_VALUE, "a"))).isPresent());
    }

    @Test
    void longValues_areBounded_andStillDiffer() {
        IndexEntry one = entry(Attribute.name("a".repeat(5000) + "1")).orElseThrow();
        IndexEntry two = entry(Attribute.name("a".repeat(5000) + "2")).orElseThrow();
        assertNotEquals(one, two);
        assertTrue(one.value().length() < 200);
    }

    @Test
    void zeroCharacter_canBeStored() {
        assertEquals(-1, entry(Attribute.name("a\0b")).orElseThrow().value().indexOf('\0'));
    }

    private static Optional<IndexEntry> entry(Attribute attribute) {
        return entry(attribute.name(), attribute.value());
    }

    private static Optional<IndexEntry> entry(AttributeName name, Item value) {
        return SearchIndex.entry(name, value);
    }
}
