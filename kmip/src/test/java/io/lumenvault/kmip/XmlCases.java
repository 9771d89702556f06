package io.lumenvault.kmip;

import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.KmipEnumeration;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Reads the messages of an OASIS case file; placeholders get a value of the right type. */
public final class XmlCases {

    private XmlCases() {
    }

    public static List<Structure> messages(Path file) throws Exception {
        Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile())
                .getDocumentElement();
        return children(root).stream().map(element -> (Structure) item(element)).toList();
    }

    private static List<Element> children(Element parent) {
        List<Element> elements = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static Item item(Element element) {
        Tag tag = Tag.byXmlName(element.getTagName())
                .orElseThrow(() -> new AssertionError("unknown element " + element.getTagName()));
        String value = element.getAttribute("value");
        return switch (element.getAttribute("type")) {
            case "", "Structure" -> new Structure(tag, children(element).stream().map(XmlCases::item).toList());
            case "Integer" -> new Item.Int(tag, integer(tag, element, value));
            case "LongInteger" -> new Item.LongInt(tag, Long.parseLong(value));
            case "BigInteger" -> Item.BigInt.of(tag, new BigInteger(HexFormat.of().parseHex(value)));
            case "Enumeration" -> new Item.Enumeration(tag, code(meaning(tag, element), value));
            case "Boolean" -> new Item.Bool(tag, Boolean.parseBoolean(value));
            case "TextString", "Identifier", "Reference", "NameReference" -> Item.Text.of(tag, value);
            case "ByteString" -> new Item.Bytes(tag,
                    value.startsWith("$") ? new byte[16] : HexFormat.of().parseHex(value));
            case "DateTime" -> new Item.DateTime(tag, value.startsWith("$") ? 1_700_000_000L
                    : value.startsWith("0x") ? Long.parseUnsignedLong(value.substring(2), 16)
                            : OffsetDateTime.parse(value).toEpochSecond());
            case "DateTimeExtended" -> new Item.DateTimeExtended(tag, Instant.parse(value).getEpochSecond() * 1_000_000);
            case "Interval" -> new Item.Interval(tag, Long.parseLong(value));
            default -> throw new AssertionError("type " + element.getAttribute("type"));
        };
    }

    /** The tag whose enumeration gives the meaning: of Attribute Value, that of the attribute named before it. */
    private static Tag meaning(Tag tag, Element element) {
        if (tag.equals(Tag.ATTRIBUTE_VALUE)) {
            for (Element sibling : children((Element) element.getParentNode())) {
                if (sibling.getTagName().equals("AttributeName")) {
                    return Tag.known().stream().filter(t -> t.text().equals(sibling.getAttribute("value"))).findFirst()
                            .orElse(tag);
                }
            }
        }
        return tag;
    }

    private static int code(Tag tag, String value) {
        if (value.startsWith("0x")) {
            return Integer.parseUnsignedInt(value.substring(2), 16);
        }
        if (tag.equals(Tag.ATTRIBUTE_REFERENCE)) {
            return Tag.byXmlName(value).orElseThrow().code();
        }
        if (tag.equals(Tag.PKCS_11_FUNCTION) || tag.equals(Tag.PKCS_11_RETURN_CODE)) {
            return 1; // the numbers are those of PKCS#11, which KMIP does not list
        }
        Class<? extends KmipEnumeration> type = Enumerations.forTag(tag)
                .orElseThrow(() -> new AssertionError("no enumeration for " + tag));
        return Enumerations.findByXmlName(type, value)
                .orElseThrow(() -> new AssertionError(type.getSimpleName() + " has no " + value)).code();
    }

    private static int integer(Tag tag, Element element, String value) {
        if (value.matches("-?\\d+")) {
            return Integer.parseInt(value);
        }
        int mask = 0;
        Tag meaning = meaning(tag, element);
        for (String name : value.split(" ")) {
            mask |= name.startsWith("0x") ? Integer.parseUnsignedInt(name.substring(2), 16) : code(meaning, name);
        }
        return mask;
    }

}
