package io.lumenvault.kmip.ttlv;

/** The type byte of a TTLV item (KMIP 2.1 section 10.1.2; Date Time Extended since 2.0, the three after it in 3.0). */
public enum ItemType {
    STRUCTURE(0x01, "Structure", -1),
    INTEGER(0x02, "Integer", 4),
    LONG_INTEGER(0x03, "LongInteger", 8),
    BIG_INTEGER(0x04, "BigInteger", -1),
    ENUMERATION(0x05, "Enumeration", 4),
    BOOLEAN(0x06, "Boolean", 8),
    TEXT_STRING(0x07, "TextString", -1),
    BYTE_STRING(0x08, "ByteString", -1),
    DATE_TIME(0x09, "DateTime", 8),
    INTERVAL(0x0A, "Interval", 4),
    DATE_TIME_EXTENDED(0x0B, "DateTimeExtended", 8),
    IDENTIFIER(0x0C, "Identifier", -1),
    REFERENCE(0x0D, "Reference", -1),
    NAME_REFERENCE(0x0E, "NameReference", -1);

    /** The last type of the standards; later ones are those of the preview. */
    static final ItemType LAST_OF_STANDARDS = DATE_TIME_EXTENDED;

    private static final ItemType[] BY_CODE = new ItemType[0x0F];

    static {
        for (ItemType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final int code;
    private final String xmlName;
    private final int fixedLength;

    ItemType(int code, String xmlName, int fixedLength) {
        this.code = code;
        this.xmlName = xmlName;
        this.fixedLength = fixedLength;
    }

    /** The type of a code, or null where the code names none. */
    public static ItemType of(int code) {
        return code > 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    /** The type of a name as XML and JSON write it, or null where none has it. */
    public static ItemType byXmlName(String name) {
        for (ItemType type : values()) {
            if (type.xmlName.equals(name)) {
                return type;
            }
        }
        return null;
    }

    /** True where the value is a text. */
    public boolean isText() {
        return this == TEXT_STRING || compareTo(LAST_OF_STANDARDS) > 0;
    }

    /** The byte on the wire. */
    public int code() {
        return code;
    }

    /** The name that XML and JSON write. */
    public String xmlName() {
        return xmlName;
    }

    /** Length of the value in bytes without padding, or -1 where it varies. */
    int fixedLength() {
        return fixedLength;
    }
}
