package io.lumenvault.kmip.encoding;

/** Numbers written as 0x and hexadecimal digits. */
final class Hexadecimal {

    private Hexadecimal() {
    }

    /** @throws IllegalArgumentException where the text is not 0x and one to eight digits */
    static int int32(String text) {
        return (int) parse(text, 8);
    }

    /** @throws IllegalArgumentException where the text is not 0x and one to sixteen digits */
    static long int64(String text) {
        return parse(text, 16);
    }

    private static long parse(String text, int digits) {
        if (!text.matches("0x[0-9A-Fa-f]{1," + digits + "}")) {
            throw new IllegalArgumentException("\"" + text + "\" is not 0x and 1 to " + digits + " hexadecimal digits");
        }
        return Long.parseUnsignedLong(text, 2, text.length(), 16);
    }
}
