package io.lumenvault.db.audit;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * A run of entries in the search index.
 *
 * @param block its number, from 0
 * @param first where its first entry stands
 * @param last where its last entry stands
 * @param since earliest time among its entries
 * @param until latest time among its entries
 * @param terms hashes of the terms of its entries; empty where they were not asked for
 */
public record AuditBlock(long block, LogPosition first, LogPosition last, Instant since, Instant until, Set<Integer> terms) {

    public AuditBlock {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(last, "last");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(until, "until");
        terms = Set.copyOf(terms);
    }
}
