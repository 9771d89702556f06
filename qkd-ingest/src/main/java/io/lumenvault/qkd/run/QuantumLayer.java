package io.lumenvault.qkd.run;

import io.lumenvault.qkd.link.DetectionFrame;
import io.lumenvault.qkd.link.Preparation;

/** The light of a link in this process, and what both ends have of it. */
public interface QuantumLayer {
    /**
     * A stretch of slots at both ends.
     *
     * @param alice her record
     * @param bob his detections, in slots by Alice's clock
     */
    record Stretch(Preparation alice, DetectionFrame bob) {
    }

    /**
     * The next stretch.
     *
     * @param slots its length
     * @param time its beginning, in seconds since the light went on
     */
    Stretch next(int slots, double time);
}
