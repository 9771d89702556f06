package io.lumenvault.server.audit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes JSON in the canonical form of RFC 8785 for the values that audit bodies use: strings, lists of strings and objects.
 * Keys are sorted by UTF-16 code units, which is the order of {@link String#compareTo}.
 */
final class CanonicalJson {

    private CanonicalJson() {}

    static String write(Map<String, ?> object) {
        StringBuilder out = new StringBuilder(256);
        writeObject(object, out);
        return out.toString();
    }

    private static void writeObject(Map<String, ?> object, StringBuilder out) {
        out.append('{');
        String separator = "";
        for (Map.Entry<String, ?> member : new TreeMap<>(object).entrySet()) {
            out.append(separator);
            writeString(member.getKey(), out);
            out.append(':');
            writeValue(member.getValue(), out);
            separator = ",";
        }
        out.append('}');
    }

    private static void writeValue(Object value, StringBuilder out) {
        switch (value) {
            case String text -> writeString(text, out);
            case List<?> list -> writeList(list, out);
            case Map<?, ?> map -> {
                @SuppressWarnings("unchecked")
                Map<String, ?> object = (Map<String, ?>) map;
                writeObject(object, out);
            }
            default -> throw new IllegalArgumentException("audit bodies hold no " + value.getClass());
        }
    }

    private static void writeList(List<?> list, StringBuilder out) {
        out.append('[');
        String separator = "";
        for (Object value : list) {
            out.append(separator);
            writeValue(value, out);
            separator = ",";
        }
        out.append(']');
    }

    /** RFC 8785 section 3.2.2.2: the short escapes where there is one, lower-case \\u00xx for other controls, nothing else. */
    private static void writeString(String text, StringBuilder out) {
        out.append('"');
        if (text.chars().noneMatch(CanonicalJson::escaped)) {
            out.append(text);
        } else {
            writeEscaped(text, out);
        }
        out.append('"');
    }

    private static boolean escaped(int c) {
        return c < 0x20 || c == '"' || c == '\\';
    }

    private static void writeEscaped(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
    }
}
