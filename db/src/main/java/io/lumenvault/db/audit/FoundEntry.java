package io.lumenvault.db.audit;

/**
 * An entry that a search found.
 *
 * @param seq its sequence number, by which pages continue
 * @param leafIndex its index in the tree, or null while it waits for the sequencer
 * @param row the entry
 */
public record FoundEntry(long seq, Long leafIndex, AuditRow row) {}
