package io.lumenvault.db.audit;

/**
 * An entry that a search found.
 *
 * @param position where it stands in the log, by which pages continue
 * @param leafIndex its index in the tree, or null while it waits for the sequencer
 * @param row the entry
 */
public record FoundEntry(LogPosition position, Long leafIndex, AuditRow row) {}
