/**
 * QKD key from the module to the application: ingest of key blocks, the pool of sealed chunks, supply by ETSI GS QKD 014, the link
 * to the peer key manager, and QKD key as managed objects. Alone in allocating QKD key material; passes the door like every endpoint.
 *
 * <p>A block is stored sealed as soon as it comes ({@link io.lumenvault.server.qkd.BlockIngest}) and becomes available once both
 * ends have compared its Wegman-Carter tag ({@link io.lumenvault.server.qkd.BlockComparison}). Its chunks are dealt to the two ends
 * in turn ({@link io.lumenvault.server.qkd.Dealing}), so that each allocates without asking the other.
 *
 * <p>An allocation has four steps ({@link io.lumenvault.server.qkd.Allocation}): reserve ranges and commit; open them; tell the
 * peer, which commits too; make the keys and the audit entry and commit. Only then does a key go out. Whatever is cut off between
 * two steps is taken back or given up at both ends ({@link io.lumenvault.server.qkd.PoolUpkeep}), and never used again unless the
 * peer surely does not hold it. Identifiers and ranges cross the peer link; key material never does.
 *
 * <p>Must not know: KMIP encodings, how rows are stored, how the HSM seals.
 */
package io.lumenvault.server.qkd;
