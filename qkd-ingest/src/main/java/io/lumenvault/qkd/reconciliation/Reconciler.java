package io.lumenvault.qkd.reconciliation;

import io.lumenvault.qkd.bits.BitArray;

/** What both ends share for all frames of a session, whichever method they agreed on. Not safe for use by several threads. */
public interface Reconciler {
    /** Bob's side of a frame, which is corrected in place, with the estimate of the error rate that both ends use. */
    Corrector corrector(double errorRate, BitArray key);

    /** Alice's side of a frame. */
    Responder responder(double errorRate, BitArray key);
}
