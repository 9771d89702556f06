package io.lumenvault.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/**
 * The CHSH value beside the error rate in a table, a column that is there only where some link or block has one: few protocols measure it.
 *
 * @param shown whether it is there
 */
record ChshColumn(boolean shown) {

    private static final String ERROR_RATE = "QBER";

    /** Of links or blocks, or of what holds one as its {@code block}. */
    static ChshColumn of(Iterable<JsonNode> rows) {
        return new ChshColumn(StreamSupport.stream(rows.spliterator(), false).anyMatch(row -> of(row).path("chsh").isNumber()));
    }

    private static JsonNode of(JsonNode row) {
        return row.has("block") ? row.path("block") : row;
    }

    /** Puts the heading behind that of the error rate. */
    String[] headings(String... headings) {
        return inserted(headings, Arrays.asList(headings).indexOf(ERROR_RATE) + 1, "CHSH S");
    }

    /** Puts the value with its standard deviation, such as {@code 2.691 (0.006)}, behind the first cells of a row. */
    String[] cells(JsonNode row, int behind, String... cells) {
        JsonNode value = of(row).path("chsh");
        return inserted(cells, behind, value.isNumber()
                ? String.format(Locale.ROOT, "%.3f (%.3f)", value.asDouble(), of(row).path("chsh_sigma").asDouble()) : "-");
    }

    private String[] inserted(String[] cells, int at, String cell) {
        if (!shown) {
            return cells;
        }
        List<String> more = new ArrayList<>(Arrays.asList(cells));
        more.add(at, cell);
        return more.toArray(String[]::new);
    }
}
