package io.lumenvault.qkd.link;

import io.lumenvault.qkd.random.SecureBits;
import io.lumenvault.qkd.random.XoshiroLanes;
import java.util.Arrays;

/**
 * Bob's choices of a basis, and which of his two detectors the photons of a pulse then go to; for all pulses of a stretch of light at
 * once, also those that come while the detectors are dead. A measurement is a byte: bit 0 the basis, bit 1 whether the detector for bit
 * value 0 is reached, bit 2 the same for bit value 1; bit 3 the bit that Bob notes, a random one where both are reached. For one thread.
 */
final class PulseAnalyser {
    private static final int EVEN = Choice.last(0.5);
    private static final int AT_ONCE = 1024;

    private final int keyBasis;
    private final SecureBits choices = new SecureBits();
    private final XoshiroLanes physics;
    private final int[] bases = new int[AT_ONCE];
    private final int[] states = new int[AT_ONCE];
    private final int[] paths = new int[AT_ONCE];
    private final int[] several = new int[AT_ONCE];
    private int misaligned;

    PulseAnalyser(double keyBasisProbability, double misalignment, long physicsSeed) {
        this.keyBasis = Choice.last(keyBasisProbability);
        this.misaligned = Choice.last(misalignment);
        this.physics = new XoshiroLanes(physicsSeed);
    }

    /** From now on a photon in the right basis meets the wrong detector with this probability. */
    void misaligned(double probability) {
        misaligned = Choice.last(probability);
    }

    /** A basis for a gate without light. */
    int basis() {
        return Choice.above(choices.nextInt(), keyBasis);
    }

    /** The measurements of all pulses. */
    byte[] measure(LightFrame light) {
        byte[] pulses = light.pulses();
        byte[] measured = new byte[light.count()];
        for (int from = 0; from < measured.length; from += AT_ONCE) {
            int count = Math.min(AT_ONCE, measured.length - from);
            choices.nextInts(bases, count);
            physics.fill(paths);
            // Each loop is of one kind of number, so that it is compiled to vectors.
            for (int i = 0; i < count; i++) {
                states[i] = pulses[from + i];
            }
            for (int i = 0; i < count; i++) {
                int basis = Choice.above(bases[i], keyBasis);
                int reached = reached(states[i], basis, paths[i]);
                paths[i] = measurement(basis, reached, reached >> 1);
            }
            for (int i = 0; i < count; i++) {
                measured[from + i] = (byte) paths[i];
            }
            int multiphoton = LightFrame.several(pulses, from, from + count, several);
            for (int i = 0; i < multiphoton; i++) {
                measured[several[i]] = others(pulses[several[i]], measured[several[i]]);
            }
        }
        Arrays.fill(bases, 0);
        Arrays.fill(states, 0);
        Arrays.fill(paths, 0);
        return measured;
    }

    /** The detector that one photon of a pulse reaches, as a bit of 1 or 2. */
    private int reached(int pulse, int basis, int path) {
        int differs = pulse & 1 ^ basis;
        int wrong = misaligned + ((EVEN - misaligned) & -differs);
        return 1 + (pulse >> 1 & 1 ^ 1 ^ Choice.above(path, wrong));
    }

    private static int measurement(int basis, int fired, int bit) {
        return basis | fired << 1 | bit << 3;
    }

    /** What becomes of the measurement of a pulse's first photon by its others. */
    private byte others(byte pulse, byte first) {
        int[] more = new int[LightFrame.MAX_PHOTONS];
        physics.fill(more);
        int basis = first & 1;
        int fired = first >> 1 & 3;
        for (int photon = 1; photon < LightFrame.photons(pulse); photon++) {
            fired |= reached(pulse, basis, more[photon]);
        }
        return noted(basis, fired);
    }

    /** The measurement with what Bob notes; a double click gives a random bit. */
    byte noted(int basis, int fired) {
        int bit = fired == 3 ? choices.nextInt() & 1 : fired >> 1;
        return (byte) measurement(basis, fired, bit);
    }
}
