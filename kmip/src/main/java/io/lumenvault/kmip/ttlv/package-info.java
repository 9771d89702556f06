/**
 * The TTLV encoding: bytes to a tree of typed items and back, bounded and without knowledge of messages or operations.
 * Start at {@link io.lumenvault.kmip.ttlv.TtlvReader} and {@link io.lumenvault.kmip.ttlv.Item}.
 */
package io.lumenvault.kmip.ttlv;
