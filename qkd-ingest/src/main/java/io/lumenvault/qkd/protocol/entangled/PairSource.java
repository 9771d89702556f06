package io.lumenvault.qkd.protocol.entangled;

import io.lumenvault.qkd.keyrate.EntangledPairs;
import io.lumenvault.qkd.link.Range;
import io.lumenvault.qkd.protocol.LinkConditions;

/**
 * Coincidences of a pulsed pair source in the middle (Ma, Fung and Lo, PRA 76, 012307). Each end's receiver is dead
 * after its own clicks, coincident or not, so the fraction of live slots is that of both ends together.
 *
 * @param lambda half the mean number of pairs a pulse
 */
public record PairSource(double lambda) {
    public PairSource {
        Range.check("half the mean number of pairs", lambda, 1e-6, 1);
    }

    /** Coincidences a slot, with the share of slots in which neither end is dead, and their error rate. */
    public EntangledPairs coincidences(LinkConditions link) {
        double background = link.dark() * (2 - link.dark());
        EntangledPairs pairs = EntangledPairs.of(lambda, link.arm(), link.arm(), background, link.photonError());
        double a = 1 + link.arm() * lambda;
        double singles = 1 - (1 - background) / (a * a);
        double live = 1 / (1 + singles * link.deadSlots());
        return new EntangledPairs(pairs.gain() * live * live, pairs.errorRate());
    }
}
