/**
 * Entangled pairs from a source in the middle of the link, by parametric down-conversion: BBM92, whose secrecy rests on
 * error rates, and E91, whose secrecy is priced by the CHSH value.
 */
package io.lumenvault.qkd.protocol.entangled;
