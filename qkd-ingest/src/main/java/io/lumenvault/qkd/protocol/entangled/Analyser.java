package io.lumenvault.qkd.protocol.entangled;

import io.lumenvault.qkd.random.SecureBits;
import java.util.List;

/**
 * One end's choice of a direction, anew for each photon and as secret as the key.
 *
 * @param settings the directions; their probabilities sum to 1
 */
record Analyser(List<Setting> settings) {
    /**
     * A direction.
     *
     * @param direction in steps of {@link Polarisation}
     * @param probability how often it is chosen
     * @param code how it stands in the record of this end, beside the bit
     */
    record Setting(int direction, double probability, int code) {
        /** The byte of a click. */
        byte click(int bit) {
            return (byte) (code | bit << 1);
        }
    }

    Analyser {
        settings = List.copyOf(settings);
    }

    Setting choose(SecureBits random) {
        double left = random.nextDouble();
        for (Setting setting : settings) {
            left -= setting.probability();
            if (left < 0) {
                return setting;
            }
        }
        return settings.getLast();
    }
}
