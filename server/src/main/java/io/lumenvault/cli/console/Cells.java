package io.lumenvault.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Values of answers as cells of a table; a dash where there is none. */
final class Cells {

    private static final String NONE = "-";

    private Cells() {}

    /** A value. */
    static String text(JsonNode value) {
        return value.isNull() || value.isMissingNode() ? NONE : value.asText();
    }

    /** The field's value. */
    static String text(JsonNode node, String field) {
        return text(node.path(field));
    }

    /** A number. @param format of {@link String#format} */
    static String number(JsonNode value, String format) {
        return value.isNumber() ? String.format(Locale.ROOT, format, value.asDouble()) : NONE;
    }
}
