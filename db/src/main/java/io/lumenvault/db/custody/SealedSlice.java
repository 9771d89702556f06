package io.lumenvault.db.custody;

import java.util.List;

/**
 * Rows of a stretch that were read at once.
 *
 * @param rest what is still to be read of the stretch, or null where these rows are the last
 */
public record SealedSlice(List<SealedRow> rows, Stretch rest) {

    public SealedSlice {
        rows = List.copyOf(rows);
    }
}
