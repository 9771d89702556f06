/** Rows of the audit log and of the Merkle tree over them. Insert-only. */
package io.lumenvault.db.audit;
