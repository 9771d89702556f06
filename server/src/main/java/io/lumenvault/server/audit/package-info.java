/**
 * The audit log: one entry for each decision that touches a key or a right, written in the transaction of that decision, under
 * an RFC 9162 Merkle tree whose heads the HSM signs. Alone in writing audit rows. Never holds a secret: of key material it
 * knows the size at most.
 *
 * <p>Start at {@link io.lumenvault.server.audit.AuditLog}; {@link io.lumenvault.server.audit.Sequencer} grows the tree.
 */
package io.lumenvault.server.audit;
