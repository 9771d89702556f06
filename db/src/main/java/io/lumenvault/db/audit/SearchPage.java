package io.lumenvault.db.audit;

import java.util.List;

/**
 * What a search found.
 *
 * @param entries newest first; fewer than the limit, even none, where the time for one page was over before the log was searched
 *     through; in a search of the entries of some, that time is a hundred times as long
 * @param next the position before which the search continues, or null when there is nothing more
 */
public record SearchPage(List<FoundEntry> entries, LogPosition next) {

    public SearchPage {
        entries = List.copyOf(entries);
    }
}
