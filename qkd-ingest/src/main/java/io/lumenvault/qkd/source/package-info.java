/**
 * Key sources: QKD modules of other makers that speak ETSI GS QKD 014 or the push mode of ETSI GS QKD 004 and know nothing of
 * Lumenvault's own interface. A {@link io.lumenvault.qkd.source.KeySource} at each end of the link takes key from its module and
 * delivers it to its key manager as the blocks of {@link io.lumenvault.qkd.ingest}.
 *
 * <p>The two ends agree on numbers over a connection of their own, mutual TLS: the master says which keys, or which key stream, are
 * which blocks; the slave takes the same from its module before the master counts them as made. Identifiers go over it, never key.
 * Whether both ends got the same bits is for the key managers to compare, as with every link.
 */
package io.lumenvault.qkd.source;
