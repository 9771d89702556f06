package io.lumenvault.qkd.protocol.entangled;

import io.lumenvault.qkd.keyrate.EntangledPairs;
import io.lumenvault.qkd.protocol.LinkConditions;
import io.lumenvault.qkd.protocol.Protocol;

/**
 * A protocol in which both ends measure photons of pairs from a source in the middle. Pairs are told to the simulator as a
 * Werner state, whose error rate is the same along every direction: exact for single pairs and dark counts.
 */
public interface PairProtocol extends Protocol {
    /** Where the pairs come from. */
    PairSource source();

    /** Slots in which both ends see something, dead times taken off, and how often their bits differ along one direction. */
    default EntangledPairs coincidences(LinkConditions link) {
        return source().coincidences(link);
    }

    /** The mean number of pairs a pulse. */
    default double meanPairs() {
        return 2 * source().lambda();
    }

    /** Probability that either end measures along the direction of the key. */
    double keyBasis();

    /** Alice's directions. */
    Analyser alice();

    /** Bob's directions. */
    Analyser bob();

    @Override
    default double fibreToReceiver() {
        return 0.5;
    }
}
