/**
 * Rows of the audit log, in monthly partitions, and of the Merkle tree over them: leaves, nodes of each 256, frontier and signed heads.
 * {@code audit_refused} sets apart the rows in the log's table that are none of its entries; what decides that is not known here.
 * Insert-only for the application's role and, by triggers, for the owner of the tables; the tree's one row moves by the function
 * {@code audit_advance} alone, which lets it grow over leaves that are there. {@link io.lumenvault.db.Migration} says who may do what.
 */
package io.lumenvault.db.audit;
