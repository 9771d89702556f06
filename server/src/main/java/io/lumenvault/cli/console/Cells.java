package io.lumenvault.cli.console;

import com.fasterxml.jackson.databind.JsonNode;

/** Values of answers as cells of a table. */
final class Cells {

    private Cells() {}

    /** The field's value; a dash where there is none. */
    static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isNull() || value.isMissingNode() ? "-" : value.asText();
    }
}
