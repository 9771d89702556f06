/**
 * Measurement-device-independent BB84: two transmitters, and between them an untrusted relay that announces Bell states. The
 * transmitters are those of decoy BB84; {@link io.lumenvault.qkd.protocol.mdi.BellRelay} is the relay,
 * {@link io.lumenvault.qkd.protocol.mdi.BobsStation} makes of an announcement what a receiver would have had, so that sifting and
 * all that follows are those of the other protocols. What a block is worth is in
 * {@link io.lumenvault.qkd.estimation.MdiFiniteKey}.
 */
package io.lumenvault.qkd.protocol.mdi;
