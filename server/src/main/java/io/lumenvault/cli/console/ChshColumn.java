package io.lumenvault.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/**
 * The CHSH value beside the error rate in a table, a column that is there only where some link or block has one: few protocols measure it.
 *
 * @param others headings of the table without it
 * @param shown whether it is there
 */
record ChshColumn(List<String> others, boolean shown) {

    private static final String ERROR_RATE = "QBER";

    /** Of a table of links or blocks. */
    static ChshColumn of(Iterable<JsonNode> rows, String... headings) {
        return new ChshColumn(List.of(headings), StreamSupport.stream(rows.spliterator(), false).anyMatch(row -> row.path("chsh").isNumber()));
    }

    /** All headings, its own behind that of the error rate. */
    String[] headings() {
        return inserted(others, "CHSH S");
    }

    /** The cells of a row, with the value and its standard deviation, such as {@code 2.691 (0.006)}, behind the error rate. */
    String[] cells(JsonNode row, String... cells) {
        JsonNode value = row.path("chsh");
        return inserted(List.of(cells), value.isNumber()
                ? String.format(Locale.ROOT, "%.3f (%.3f)", value.asDouble(), row.path("chsh_sigma").asDouble()) : "-");
    }

    private String[] inserted(List<String> cells, String cell) {
        List<String> more = new ArrayList<>(cells);
        if (shown) {
            more.add(others.indexOf(ERROR_RATE) + 1, cell);
        }
        return more.toArray(String[]::new);
    }
}
