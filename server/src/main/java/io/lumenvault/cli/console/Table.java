package io.lumenvault.cli.console;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Prints rows in aligned columns, without frames, so that other programs can read them too. */
public final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    /** A table with these columns. */
    public Table(String... headings) {
        rows.add(List.of(headings));
    }

    /** Adds a row, with a cell for each column. */
    public void add(String... cells) {
        rows.add(List.of(cells));
    }

    /** Prints headings and rows. */
    public void print(PrintWriter out) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
            }
            out.println(line.toString().stripTrailing());
        }
        out.flush();
    }
}
