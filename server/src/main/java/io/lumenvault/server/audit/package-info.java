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
 * <li>whoever computes the whole tree anew, or puts an older database in its place, is found by the heads that are held outside it
 *     ({@link io.lumenvault.server.audit.CheckpointHolder}: a file, the HSM) at start, before each new head is signed, and in each
 *     verification; and by witnesses ({@link io.lumenvault.server.audit.Witnesses}) on other machines.
 * </ul>
 * Not found: a row that somebody with rights in the database adds at the end of the log, as the server itself would; and what is changed
 * in the second before a head is signed.
 *
 * <p>Start at {@link io.lumenvault.server.audit.AuditLog}; {@link io.lumenvault.server.audit.Sequencer} grows the tree; {@link
 * io.lumenvault.server.audit.StoredSubtrees} is what proofs are made from; {@link io.lumenvault.server.audit.Retention} moves old months
 * into archives.
 *
 * <p>What is read from the log runs behind it and never holds it up. {@link io.lumenvault.server.audit.LogSearch} finds entries by an index
 * of blocks of 512 entries that {@link io.lumenvault.server.audit.SearchIndex} fills; what is not indexed yet is read, so a search is never
 * behind, and a page takes a bounded time: it may end early and say where to go on. {@link io.lumenvault.server.audit.LogExport} and
 * {@link io.lumenvault.server.audit.EvidenceBundle} write what can be verified without the site.
 * {@link io.lumenvault.server.audit.SyslogForwarder} sends entries to a collector, at least once.
 */
package io.lumenvault.server.audit;
