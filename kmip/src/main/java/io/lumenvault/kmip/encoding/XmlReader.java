package io.lumenvault.kmip.encoding;

import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.ItemType;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import io.lumenvault.kmip.ttlv.TtlvReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the XML encoding from a stream of events; no document type, no entities of the document's own, nesting is capped. */
final class XmlReader {

    private static final String SEVERAL = "KMIP";

    private final XMLStreamReader in;
    private final ValueReader values;
    private final StartTags tags;
    private int start;

    XmlReader(String xml, ValueReader values) {
        this.values = values;
        this.tags = new StartTags(xml);
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        try {
            in = factory.createXMLStreamReader(new StringReader(xml));
        } catch (XMLStreamException e) {
            throw notXml(e);
        }
    }

    List<Item> read() {
        try {
            begins(in.nextTag());
            List<Item> items = in.getLocalName().equals(SEVERAL) ? children(1) : List.of(item(new Meaning(), 1));
            while (in.next() != XMLStreamConstants.END_DOCUMENT) {
                if (begins(in.getEventType())) {
                    throw new EncodingException(start, "a second element " + in.getLocalName() + " after the first");
                }
            }
            return items;
        } catch (XMLStreamException e) {
            throw notXml(e);
        }
    }

    private List<Item> children(int depth) throws XMLStreamException {
        List<Item> items = new ArrayList<>();
        Meaning names = new Meaning();
        while (begins(in.nextTag())) {
            Item item = item(names, depth);
            names.passed(item);
            items.add(item);
        }
        return items;
    }

    private Item item(Meaning names, int depth) throws XMLStreamException {
        int own = start;
        if (depth > TtlvReader.MAX_DEPTH) {
            throw new EncodingException(own, in.getLocalName() + " is nested deeper than " + TtlvReader.MAX_DEPTH + " elements");
        }
        try {
            Tag tag = tag();
            ItemType type = type();
            String value = in.getAttributeValue(null, "value");
            if (type == ItemType.STRUCTURE) {
                if (value != null) {
                    throw new IllegalArgumentException("a Structure has no value");
                }
                return new Structure(tag, children(depth + 1));
            }
            if (value == null) {
                throw new IllegalArgumentException(in.getLocalName() + " of type " + type.xmlName() + " has no value");
            }
            Item item = values.read(tag, type, names.of(tag), value);
            if (begins(in.nextTag())) {
                throw new EncodingException(start, "element " + in.getLocalName() + " inside " + tag.xmlName() + ", which holds a value");
            }
            return item;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new EncodingException(own, e.getMessage(), e);
        }
    }

    private Tag tag() {
        String name = in.getLocalName();
        if (!name.equals("TTLV")) {
            return TagText.read(name);
        }
        String code = in.getAttributeValue(null, "tag");
        if (code == null) {
            throw new IllegalArgumentException("element TTLV lacks the attribute tag");
        }
        return TagText.read(code);
    }

    private ItemType type() {
        String name = in.getAttributeValue(null, "type");
        ItemType type = name == null ? ItemType.STRUCTURE : ItemType.byXmlName(name);
        if (type == null) {
            throw new IllegalArgumentException("no item type is named \"" + name + "\"");
        }
        return type;
    }

    /** True where the event is the beginning of an element, whose place is taken note of. */
    private boolean begins(int event) {
        if (event == XMLStreamConstants.START_ELEMENT) {
            start = tags.next();
            return true;
        }
        return false;
    }

    private EncodingException notXml(XMLStreamException e) {
        int offset = e.getLocation() == null ? 0 : e.getLocation().getCharacterOffset();
        return new EncodingException(offset, "not well-formed XML", e);
    }
}
