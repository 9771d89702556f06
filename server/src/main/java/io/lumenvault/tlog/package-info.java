/**
 * Transparency-log formats and mathematics, for whoever writes, witnesses or checks a log: the Merkle tree of RFC 9162 section 2.1 with
 * inclusion and consistency proofs, and the C2SP notes in which tree heads are signed ({@code signed-note}, {@code tlog-checkpoint},
 * {@code tlog-cosignature}). Knows the JDK alone: no database, no HSM, no network, so that the offline verifier and the witness trust
 * nothing of the server.
 *
 * <p>Start at {@link io.lumenvault.tlog.MerkleTree}, {@link io.lumenvault.tlog.InclusionProof} and
 * {@link io.lumenvault.tlog.Checkpoint}.
 */
package io.lumenvault.tlog;
