/**
 * Entangled pairs from a source in the middle of the link, by parametric down-conversion: BBM92, measured along two directions at
 * each end, and E91, along three, with a CHSH value that tells whether the light is entangled. Both trust the devices, and share the
 * bound for finite blocks; see {@link io.lumenvault.qkd.protocol.entangled.E91FiniteKey} for what E91 takes off besides.
 */
package io.lumenvault.qkd.protocol.entangled;
