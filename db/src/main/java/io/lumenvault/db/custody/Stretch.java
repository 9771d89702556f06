package io.lumenvault.db.custody;

import java.util.Objects;

/**
 * A part of a table, in the order of its pages.
 *
 * @param from the place of its first row, as PostgreSQL writes ctid
 * @param endPage the first page that is not of it
 */
public record Stretch(String from, long endPage) {

    public Stretch {
        Objects.requireNonNull(from, "from");
    }

    public static Stretch ofPages(long first, int pages) {
        return new Stretch(startOf(first), first + pages);
    }

    static String startOf(long page) {
        return "(" + page + ",0)";
    }
}
