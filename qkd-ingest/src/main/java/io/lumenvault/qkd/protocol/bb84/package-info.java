/**
 * BB84 with weak coherent pulses over one channel, and the ways of using decoy intensities: three intensities that all
 * give key, a signal with vacuum and weak decoy, and one decoy.
 */
package io.lumenvault.qkd.protocol.bb84;
