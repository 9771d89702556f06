package io.lumenvault.server.kmip.attribute;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.VendorAttributeName;
import io.lumenvault.kmip.ttlv.Item;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StoredAttributesTest {

    @Property(tries = 300)
    void whatWasEncoded_isDecoded(@ForAll("attributes") List<Attribute> attributes, @ForAll MaterialForm form) {
        StoredAttributes stored = new StoredAttributes(form, attributes);
        assertEquals(stored, StoredAttributes.decode(stored.encode()));
    }

    @Property(tries = 100)
    void templatesOwn_staysApart(@ForAll("attributes") List<Attribute> attributes) {
        List<Attribute> list = attributes.stream().distinct().toList();
        StoredAttributes stored = new StoredAttributes(MaterialForm.ENCODED, list, list.subList(0, list.size() / 2));
        assertEquals(stored, StoredAttributes.decode(stored.encode()));
    }

    @Provide
    Arbitrary<List<Attribute>> attributes() {
        Arbitrary<String> text = Arbitraries.strings().ofMaxLength(50);
        Arbitrary<Attribute> names = text.map(Attribute::name);
        Arbitrary<Attribute> groups = text.map(value -> Attribute.of(AttributeType.OBJECT_GROUP, value));
        Arbitrary<Attribute> custom = Combinators.combine(Arbitraries.of("x", "y", "vendor.com"), text, Arbitraries.integers())
                .as((vendor, name, value) -> Attribute.of(new VendorAttributeName(vendor, name), new Item.Int(
                        Attribute.tagOf(VendorAttributeName.x("")), value)));
        return Combinators.combine(Arbitraries.oneOf(names, groups, custom), Arbitraries.integers().between(0, 9))
                .as(Attribute::withIndex).list().ofMaxSize(20);
    }
}
