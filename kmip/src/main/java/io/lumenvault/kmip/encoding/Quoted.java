package io.lumenvault.kmip.encoding;

/** Texts between double quotes with the escapes of JSON (RFC 8259 section 7). */
final class Quoted {

    private static final int HEX_DIGITS = 4;
    private static final int HEX = 16;

    private Quoted() {
    }

    static void write(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || c == '\u007F' || c == '\u2028' || c == '\u2029') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /**
     * Reads a quoted text.
     *
     * @param in what it stands in
     * @param start where it starts there
     * @param before how much of the whole text, whose offsets errors name, stands before {@code in}
     * @param value where the text goes
     * @return where {@code in} goes on after the closing quote
     */
    static int read(String in, int start, int before, StringBuilder value) {
        int at = start + 1;
        while (at < in.length()) {
            char c = in.charAt(at);
            if (c == '"') {
                return at + 1;
            }
            if (c < ' ') {
                throw new EncodingException(before + at, String.format("the character U+%04X inside a text is not escaped", (int) c));
            }
            if (c == '\\') {
                at = escape(in, at, before, value);
            } else {
                value.append(c);
                at++;
            }
        }
        throw new EncodingException(before + start, "the text that starts here is not closed");
    }

    private static int escape(String in, int at, int before, StringBuilder value) {
        char kind = at + 1 < in.length() ? in.charAt(at + 1) : ' ';
        switch (kind) {
            case '"', '\\', '/' -> value.append(kind);
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'n' -> value.append('\n');
            case 'r' -> value.append('\r');
            case 't' -> value.append('\t');
            case 'u' -> {
                String digits = in.substring(at + 2, Math.min(in.length(), at + 2 + HEX_DIGITS));
                if (!digits.matches("[0-9A-Fa-f]{4}")) {
                    throw new EncodingException(before + at, "\\u takes four hexadecimal digits");
                }
                value.append((char) Integer.parseInt(digits, HEX));
                return at + 2 + HEX_DIGITS;
            }
            default -> throw new EncodingException(before + at, "no escape starts so; allowed are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u");
        }
        return at + 2;
    }
}
