/**
 * The audit log: one entry for each decision that touches a key or a right, written in the transaction of that decision, under
 * an RFC 9162 Merkle tree whose heads the HSM signs and an ML-DSA-44 key cosigns. Alone in writing audit rows. Never holds a secret: of
 * key material it knows the size at most.
 *
 * <p>Who could change what, and what finds it:
 * <ul>
 * <li>the server's own database role reads and inserts only; the tables belong to another role, and triggers refuse that one too;
 * <li>whoever is past the triggers is found by {@link io.lumenvault.server.audit.LogVerification}: every body, column, leaf, tree node and
 *     signed head is computed again;
 * <li>whoever adds a row as the server itself would, with the server's own rights, lacks the key of {@link
 *     io.lumenvault.server.audit.EntrySeal}: the sequencer gives such a row, or a copy of an entry, no leaf and says so in the log, and signs
 *     no head over a leaf that it was given in another way ({@code EntryCheck});
 * <li>whoever changes or takes away a leaf before a head is signed over it is found by the tree that the node has in its memory ({@code
 *     KnownTree}): no head is signed over another one;
 * <li>whoever takes away a row before it has a leaf is found by the node that has written it, where that knows it committed ({@link
 *     io.lumenvault.server.audit.LeafWatch}); one that the database swallows fails its transaction;
 * <li>whoever computes the whole tree anew, or puts an older database in its place, is found by the heads that are held outside it
 *     ({@link io.lumenvault.server.audit.CheckpointHolder}: a file, the HSM) at start, before each new head is signed, and in each
 *     verification; and by witnesses ({@link io.lumenvault.server.audit.Witnesses}) on other machines.
 * </ul>
 * Not found: an entry by whoever has the key of entries from the memory of a server, or takes away the sealed secret as the owner of the
 * tables and has the next start make a new one, which is recorded; and a row that is taken away before it has its leaf, if it was written
 * together with other changes, or the node is started again before it notices.
 *
 * <p>Start at {@link io.lumenvault.server.audit.AuditLog}; {@link io.lumenvault.server.audit.Sequencer} grows the tree; {@link
 * io.lumenvault.server.audit.StoredSubtrees} is what proofs are made from; {@link io.lumenvault.server.audit.Retention} moves old months
 * into archives, {@link io.lumenvault.server.audit.StrayMonths} entries of months that had no partition into one.
 *
 * <p>What is read from the log runs behind it and never holds it up. {@link io.lumenvault.server.audit.LogSearch} finds entries by an index
 * of blocks of 512 entries that {@link io.lumenvault.server.audit.SearchIndex} fills; what is not indexed yet is read, so a search is never
 * behind, and a page takes a bounded time: it may end early and say where to go on. Who may see some entries only gets full pages of those
 * ({@link io.lumenvault.db.audit.AuditScope}), and cursors that tell nothing ({@link io.lumenvault.server.audit.SearchCursors}). {@link io.lumenvault.server.audit.LogExport} and
 * {@link io.lumenvault.server.audit.EvidenceBundle} write what can be verified without the site.
 * {@link io.lumenvault.server.audit.SyslogForwarder} sends entries to a collector, at least once, from one node at a time.
 */
package io.lumenvault.server.audit;
