package io.lumenvault.qkd.protocol.mdi;

import io.lumenvault.qkd.link.LightFrame;

/** The station between the ends. Nobody trusts it: it may announce what it likes, see {@link LyingRelay}. */
public interface Relay {
    /**
     * What the relay says of a stretch, to everybody.
     *
     * @param offsets slots of the announced states less the first of the stretch, ascending
     * @param states which they are
     */
    record Announced(int[] offsets, BellState[] states) {
        public Announced {
            if (offsets.length != states.length) {
                throw new IllegalArgumentException(offsets.length + " slots and " + states.length + " Bell states");
            }
        }
    }

    /**
     * Announces what becomes of the next stretch of light.
     *
     * @param alice photons of Alice that are registered, each in one of the detectors
     * @param bob those of Bob, in the same slots
     */
    Announced announce(LightFrame alice, LightFrame bob);
}
