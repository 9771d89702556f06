package io.lumenvault.kmip.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.kmip.SharedData;
import io.lumenvault.kmip.XmlCases;
import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.KmipEnumeration;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import io.lumenvault.kmip.ttlv.TtlvException;
import io.lumenvault.kmip.ttlv.TtlvReader;
import io.lumenvault.kmip.ttlv.TtlvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** XML, JSON and the tree carry what TTLV carries: each goes there and back without a difference. */
class TextEncodingsTest {

    private static final Pattern MASK = Pattern.compile("(.* type=\"Integer\" value=\")([A-Za-z0-9 ]+ [A-Za-z0-9 ]+)(\"/>)");

    @ParameterizedTest
    @CsvSource({"1.4, 942", "2.1, 1156", "3.0, 1234"})
    void writeThenRead_messagesOfTheCases_giveTheSameBytes(String version, int expected) throws IOException {
        int messages = 0;
        for (Path file : XmlCases.files(version)) {
            for (Structure message : XmlCases.messages(file)) {
                assertRoundTrips(message, file.getFileName().toString());
                messages++;
            }
        }
        assertEquals(expected, messages);
    }

    @ParameterizedTest
    @CsvSource({"nlnetlabs-kmip-protocol.tsv, 102", "pykmip-unit.tsv, 331"})
    void writeThenRead_vectors_giveTheSameBytes(String file, int expected) throws IOException {
        int vectors = 0;
        for (String line : SharedData.lines("kmip/ttlv-hex/" + file)) {
            String[] columns = line.split("\t");
            byte[] bytes = HexFormat.of().parseHex(columns[3]);
            try {
                assertRoundTrips(TtlvReader.read(bytes), columns[0] + ":" + columns[1]);
                vectors++;
            } catch (TtlvException negative) {
                // counted below by its absence
            }
        }
        assertEquals(expected, vectors);
    }

    /** A text with control characters, which XML cannot carry. */
    private static boolean hasControls(Item item) {
        return item instanceof Structure structure ? structure.items().stream().anyMatch(TextEncodingsTest::hasControls)
                : item instanceof Item.Text text && text.value().chars().anyMatch(c -> c < ' ' && "\t\r\n".indexOf(c) < 0);
    }

    private static void assertRoundTrips(Item item, String name) {
        byte[] bytes = TtlvWriter.write(item);
        assertEquals(item, TtlvReader.readWithPreview(bytes), name);
        if (!hasControls(item)) {
            assertArrayEquals(bytes, TtlvWriter.write(XmlEncoding.read(XmlEncoding.write(item))), name);
        }
        assertArrayEquals(bytes, TtlvWriter.write(JsonEncoding.read(JsonEncoding.write(item))), name);
        assertArrayEquals(bytes, TtlvWriter.write(TreeEncoding.read(TreeEncoding.write(item))), name);
    }

    /** Where a line of a case file has one canonical form only, ours is that form. */
    @ParameterizedTest
    @CsvSource({"1.4", "2.1", "3.0"})
    void write_messagesOfTheCases_areTheLinesOfTheFiles(String version) throws IOException {
        List<String> different = new ArrayList<>();
        int same = 0;
        for (Path file : XmlCases.files(version)) {
            List<String> theirs = lines(Files.readString(file).replaceAll("(?s)<!--.*?-->", "").replaceAll("(</?KMIP>)", ""));
            List<String> ours = XmlCases.messages(file).stream().flatMap(message -> lines(XmlEncoding.write(message)).stream()).toList();
            assertEquals(theirs.size(), ours.size(), file.toString());
            for (int i = 0; i < ours.size(); i++) {
                if (ours.get(i).equals(theirs.get(i))) {
                    same++;
                } else if (!theirs.get(i).contains("\"$") && !severalForms(theirs.get(i))) {
                    different.add(file.getFileName() + " has " + theirs.get(i) + ", ours is " + ours.get(i));
                }
            }
        }
        assertEquals(List.of(), different);
        assertTrue(same > 10_000, "same " + same);
    }

    /** Dates of any zone, hexadecimal digits of either case. */
    private static boolean severalForms(String line) {
        return line.matches(".*type=\"(DateTime|ByteString|BigInteger)\".*");
    }

    private static List<String> lines(String xml) {
        return xml.replaceAll("<(\\w+)\\s*/>", "<$1></$1>").replaceAll(">\\s*<", ">\n<").lines().map(String::strip)
                .filter(line -> !line.isEmpty()).map(TextEncodingsTest::maskInOrder).toList();
    }

    private static String maskInOrder(String line) {
        Matcher mask = MASK.matcher(line);
        return !mask.matches() ? line
                : mask.group(1) + Stream.of(mask.group(2).split(" ")).sorted().collect(Collectors.joining(" ")) + mask.group(3);
    }

    @Test
    void names_everyEnumerationValue_isItsCodeAgain() {
        for (Tag tag : Tag.known()) {
            Class<? extends KmipEnumeration> type = Enumerations.forTag(tag).orElse(null);
            if (type != null) {
                for (KmipEnumeration value : type.getEnumConstants()) {
                    assertEquals(value.code(), EnumerationNames.read(tag,
                            EnumerationNames.write(tag, value.code(), ProtocolVersion.V1_4)), tag + " " + value);
                    assertEquals(value.code(), EnumerationNames.read(tag,
                            EnumerationNames.write(tag, value.code(), ProtocolVersion.V2_1)), tag + " " + value);
                }
            }
        }
    }

    /** 2.1 sections 11.16, 11.21, 11.23 and 11.58 against 1.4 section 9.1.3.2. */
    @ParameterizedTest
    @CsvSource({"HashingAlgorithm, 0x0E, SHA_3_224, SHA3_224", "HashingAlgorithm, 0x11, SHA_3_512, SHA3_512",
        "MaskGeneratorHashingAlgorithm, 0x0F, SHA_3_256, SHA3_256",
        "DigitalSignatureAlgorithm, 0x05, SHA_256WithRSAEncryptionPKCS_1V1_5, SHA_256WithRSAEncryption",
        "DigitalSignatureAlgorithm, 0x08, RSASSA_PSSPKCS_1V2_1, RSASSA_PSS",
        "DigitalSignatureAlgorithm, 0x11, SHA3_256WithRSAEncryption, SHA3_256WithRSAEncryption",
        "ExtensionType, 0x07, TextString, TextString", "LinkedObjectIdentifier, 0x0B, Locate, Locate",
        "PrivateKeyUniqueIdentifier, 0x01, IDPlaceholder, IDPlaceholder",
        "CertificateRequestUniqueIdentifier, 0x0C, Register, Register"})
    void names_printedOtherwiseIn2_areReadInBothFormsAndWrittenInThatOfTheMessage(String tag, String code, String in1, String in2) {
        Item value = new Item.Enumeration(Tag.byXmlName(tag).orElseThrow(), Integer.decode(code));
        for (String name : List.of(in1, in2, code)) {
            assertEquals(value, XmlEncoding.read("<" + tag + " type='Enumeration' value='" + name + "'/>"));
        }
        for (int major : List.of(1, 2)) {
            Structure message = Structure.of(Tag.REQUEST_MESSAGE, Structure.of(Tag.REQUEST_HEADER, Structure.of(Tag.PROTOCOL_VERSION,
                    new Item.Int(Tag.PROTOCOL_VERSION_MAJOR, major), new Item.Int(Tag.PROTOCOL_VERSION_MINOR, 1))), value);
            for (String text : List.of(XmlEncoding.write(message), JsonEncoding.write(message), TreeEncoding.write(message))) {
                assertTrue(Pattern.compile("\\b" + (major == 1 ? in1 : in2) + "\\b").matcher(text).find(), text);
            }
            assertRoundTrips(message, tag);
        }
    }

    @Test
    void write_edgesOfTheTypes_giveTheSameItems() {
        Tag own = Tag.of(0x540001);
        assertRoundTrips(Structure.of(Tag.VENDOR_EXTENSION, new Item.Int(own, Integer.MIN_VALUE), new Item.LongInt(own, Long.MIN_VALUE),
                new Item.LongInt(own, 1L << 53), new Item.DateTime(own, Long.MAX_VALUE), new Item.DateTime(own, -1),
                new Item.DateTimeExtended(own, -1), new Item.DateTimeExtended(own, Long.MIN_VALUE),
                new Item.Interval(own, 0xFFFFFFFFL), new Item.Int(Tag.CRYPTOGRAPHIC_USAGE_MASK, -1),
                new Item.Int(Tag.CRYPTOGRAPHIC_USAGE_MASK, 0), new Item.Enumeration(Tag.STATE, 0x80000001),
                new Item.Enumeration(Tag.ATTRIBUTE_REFERENCE, 0xFF420001), new Item.Bytes(own, new byte[0]),
                Item.Text.of(own, " a\t\"<b>&\\\r\n\u2028\uD83D\uDD11 "), Item.Text.of(own, ""), Structure.of(own)), "edges");
    }

    @Test
    void write_textThatXmlCannotCarry_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> XmlEncoding.write(Item.Text.of(Tag.COMMENT, "a\0")));
        assertEquals("a\0", ((Item.Text) JsonEncoding.read(JsonEncoding.write(Item.Text.of(Tag.COMMENT, "a\0")))).value());
    }

    @Test
    void writeWithoutSecrets_showsLengthsAlone() {
        Item item = Structure.of(Tag.KEY_VALUE, new Item.Bytes(Tag.KEY_MATERIAL, new byte[] {0x5A}), Item.Text.of(Tag.PASSWORD, "xyzzy"),
                Item.Text.of(Tag.ONE_TIME_PASSWORD, "123456"));
        assertEquals("KeyValue\n  KeyMaterial ByteString (1 bytes)\n  Password TextString (5 bytes)\n  OneTimePassword TextString (6 bytes)\n",
                TreeEncoding.writeWithoutSecrets(item));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "<BatchCount type='Integer' value='x'/> # offset 0: \"x\" is not a number from -2147483648 to 2147483647",
        "<BatchItem><BatchCount type='Integer' value='1'/><BatchCount type='Integer' value='x'/></BatchItem> # offset 49: \"x\" is not",
        "<?xml version='1.0'?><!-- <BatchItem> --><BatchItem><!-- <State/> --> <State/> <NoSuchTag/></BatchItem> # offset 79: no tag is",
        "<BatchItem><BatchCount type='Integer' value='1'><State/></BatchCount></BatchItem> # offset 48: element State inside BatchCount",
        "<NoSuchTag/> # offset 0: no tag is named \"NoSuchTag\"",
        "<State type='Enumeration' value='Asleep'/> # offset 0: State has no value named \"Asleep\"",
        "<State type='Number' value='1'/> # offset 0: no item type is named \"Number\"",
        "<KeyMaterial type='ByteString' value='0'/> # offset 0: text of 1 characters is not an even number",
        "<BatchCount type='Integer'/> # offset 0: BatchCount of type Integer has no value",
        "<BatchItem value='1'/> # offset 0: a Structure has no value",
        "<KMIP><BatchItem/><BatchItem/></KMIP> # offset 0: 2 items; one is expected",
        "<TTLV type='Integer' value='1'/> # offset 0: element TTLV lacks the attribute tag",
        "<BatchItem> # offset 11: not well-formed XML",
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><Comment type='TextString' value='&e;'/> # not well-formed XML",
        "'' # not well-formed XML"})
    void readXml_malformed_isRefusedWithTheOffset(String xml, String problem) {
        assertRefused(assertThrows(EncodingException.class, () -> XmlEncoding.read(xml)), problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', value = {
        "{\"tag\": \"BatchCount\", \"type\": \"Integer\", \"value\": 1.5} # offset 51: expected '}'",
        "{\"tag\": \"BatchItem\", \"value\": [{\"tag\": \"BatchCount\", \"type\": \"Integer\", \"value\": 3000000000}]} # offset 31: \"3000000000\" is not a number from",
        "{\"tag\": \"BatchCount\", \"type\": \"Integer\"} # offset 0: the object lacks \"value\"",
        "{\"tag\": \"BatchItem\", \"value\": [{}]} # offset 32: expected a text in double quotes",
        "{\"tag\": \"BatchItem\", \"value\": []} x # offset 34: text is left over",
        "{\"tag\": \"BatchItem\", \"size\": 1} # offset 21: member \"size\"; allowed are tag, type and value",
        "{\"tag\": \"BatchCount\", \"type\": \"Integer\", \"value\": []} # offset 0: BatchCount of type Integer holds a list",
        "{\"tag\": \"Comment\", \"type\": \"TextString\", \"value\": \"a # offset 50: the text that starts here is not closed",
        "{\"tag\": \"Comment\", \"type\": \"TextString\", \"value\": \"\\x\"} # offset 51: no escape starts so",
        "[] # offset 0: expected '{'"})
    void readJson_malformed_isRefusedWithTheOffset(String json, String problem) {
        assertRefused(assertThrows(EncodingException.class, () -> JsonEncoding.read(json)), problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', ignoreLeadingAndTrailingWhitespace = false, value = {
        "BatchItem|   BatchCount Integer 1#offset 10: indented by 3 blanks",
        "BatchItem|    BatchCount Integer 1#offset 10: indented by 4 blanks",
        "BatchItem|BatchItem#2 items stand at the left edge",
        "BatchItem|  Comment TextString a#offset 31: expected one text in double quotes",
        "BatchItem|  Comment TextString \"a\\x\"#offset 33: no escape starts so",
        "BatchItem|  Comment TextString \"a#offset 31: the text that starts here is not closed",
        "BatchItem|  Comment TextString \"a\tb\"#offset 33: the character U+0009 inside",
        "BatchItem|  BatchCount Integer#offset 12: \"\" is not a number"})
    void readTree_malformed_isRefusedWithTheOffset(String tree, String problem) {
        assertRefused(assertThrows(EncodingException.class, () -> TreeEncoding.read(tree.replace('|', '\n'))), problem);
    }

    @Test
    void read_nestingBeyondTheCap_isRefusedByEach() {
        int deep = 100_000;
        assertThrows(EncodingException.class, () -> XmlEncoding.read("<BatchItem>".repeat(deep) + "</BatchItem>".repeat(deep)));
        assertThrows(EncodingException.class, () -> JsonEncoding.read("{\"tag\": \"BatchItem\", \"value\": [".repeat(deep)));
        StringBuilder tree = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            tree.repeat(' ', 2 * i).append("BatchItem\n");
        }
        assertThrows(EncodingException.class, () -> TreeEncoding.read(tree.toString()));
    }

    private static void assertRefused(EncodingException refused, String problem) {
        assertTrue(refused.getMessage().startsWith("offset " + refused.offset() + ": "), refused.getMessage());
        assertTrue(problem.startsWith("offset ") ? refused.getMessage().startsWith(problem) : refused.getMessage().contains(problem),
                refused.getMessage());
    }
}
