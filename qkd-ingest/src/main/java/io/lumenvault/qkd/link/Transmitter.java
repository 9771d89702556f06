package io.lumenvault.qkd.link;

import io.lumenvault.qkd.random.SecureBits;
import io.lumenvault.qkd.random.Xoshiro256;
import io.lumenvault.qkd.random.XoshiroLanes;
import java.util.Arrays;

/**
 * Alice's source and the fibre behind it: prepares pulses and yields the light that arrives, with her record of it.
 * For one thread that emits; {@link Preparation#choices} may be called from one other thread.
 */
public final class Transmitter implements LightSource {
    private static final int CELLS = 2 * SourceParameters.INTENSITIES;
    /** Pulses that are drawn together. */
    private static final int AT_ONCE = 1024;

    private final SourceParameters source;
    private final double transmittance;
    private final double detection;
    private final SecureBits choices = new SecureBits();
    private final SecureBits darkChoices = new SecureBits();
    private final int[] words = new int[AT_ONCE];
    private final int[] picked = new int[AT_ONCE];
    private final int[] multiphoton = new int[AT_ONCE];
    private final Xoshiro256 optics;
    private final XoshiroLanes gaps;
    private final double[] waits = new double[AT_ONCE];
    private int waited = AT_ONCE;
    private final double[][] photonThresholds;
    private double lit;
    private double gapScale;
    private int[] single;
    private int[] several;
    private int[] dark;
    private Eavesdropper present;
    private long nextSlot;

    /**
     * A channel with nobody on it.
     *
     * @param source the pulses
     * @param photonTransmittance probability that a photon leaving Alice is registered by Bob: fibre times receiver
     * @param opticsSeed seed of what nature decides
     */
    public Transmitter(SourceParameters source, double photonTransmittance, long opticsSeed) {
        this(source, photonTransmittance, 1, opticsSeed);
    }

    /**
     * @param source the pulses
     * @param transmittance probability that a photon comes through the channel
     * @param detection probability that a photon which enters Bob's receiver is registered
     * @param opticsSeed seed of what nature decides
     */
    public Transmitter(SourceParameters source, double transmittance, double detection, long opticsSeed) {
        Range.check("photon transmittance", transmittance, 0, 1);
        Range.check("photon detection probability", detection, 0, 1);
        this.source = source;
        this.transmittance = transmittance;
        this.detection = detection;
        this.optics = new Xoshiro256(opticsSeed);
        this.gaps = new XoshiroLanes(optics.nextLong());
        this.photonThresholds = new double[source.intensities().size()][];
        through(PhotonLaw.loss(transmittance * detection));
    }

    /** Sets how many photons arrive from now on. */
    private void through(PhotonLaw law) {
        double[] none = new double[source.intensities().size()];
        double[] one = new double[none.length];
        double[] more = new double[none.length];
        for (int k = 0; k < none.length; k++) {
            double[] registered = law.registered(source.intensity(k));
            photonThresholds[k] = cumulative(Arrays.copyOfRange(registered, 2, registered.length));
            none[k] = source.probability(k) * registered[0];
            one[k] = source.probability(k) * registered[1];
            more[k] = source.probability(k) * Arrays.stream(registered, 2, registered.length).sum();
        }
        double several = Arrays.stream(more).sum();
        lit = Arrays.stream(one).sum() + several;
        gapScale = Xoshiro256.gapScale(lit);
        single = cells(one, several);
        this.several = cells(more, 0);
        dark = cells(none, 0);
    }

    /**
     * The choices among {@value #CELLS} cells, which are an intensity and a basis each, in proportion to the
     * weights, and above them a rest.
     */
    private int[] cells(double[] weights, double rest) {
        double keyBasis = source.keyBasisProbability();
        double[] parts = new double[CELLS + 1];
        for (int k = 0; k < weights.length; k++) {
            parts[2 * k] = weights[k] * keyBasis;
            parts[2 * k + 1] = weights[k] * (1 - keyBasis);
        }
        parts[CELLS] = rest;
        return Arrays.stream(cumulative(parts)).limit(CELLS).mapToInt(Choice::last).toArray();
    }

    @Override
    public Emission emit(int slots, Eavesdropper eve) {
        if (eve != present) {
            through(eve == null ? PhotonLaw.loss(transmittance * detection) : eve.photons(transmittance, detection));
            present = eve;
        }
        Emission emission = emit(slots);
        if (eve != null) {
            eve.attack(emission.light());
        }
        return emission;
    }

    private static double[] cumulative(double[] weights) {
        double sum = Arrays.stream(weights).sum();
        double[] thresholds = new double[weights.length];
        double running = 0;
        for (int k = 0; k < weights.length; k++) {
            running += weights[k];
            thresholds[k] = sum == 0 ? 1 : running / sum;
        }
        thresholds[weights.length - 1] = 1;
        return thresholds;
    }

    /** Emits the next {@code slots} pulses. */
    public Emission emit(int slots) {
        int[] offsets = new int[(int) Math.min(slots, 16 + (long) (slots * lit * 1.1))];
        int count = 0;
        for (long slot = gap(); slot < slots; slot += 1 + gap()) {
            if (count == offsets.length) {
                offsets = Arrays.copyOf(offsets, count + count / 2 + 16);
            }
            offsets[count++] = (int) slot;
        }
        byte[] pulses = new byte[count];
        byte[] intensities = new byte[count];
        choose(pulses, intensities);
        LightFrame light = new LightFrame(nextSlot, slots, count, offsets, pulses);
        nextSlot += slots;
        // The receiver's copy is its own: the record is wiped here while light may still be on its way.
        LightFrame kept = new LightFrame(light.firstSlot(), slots, count, offsets, pulses.clone());
        return new Emission(light, new Preparation(kept, intensities, without(dark)));
    }

    /** Draws what Alice sends in the slots from which light arrives, and how much of it does. */
    private void choose(byte[] pulses, byte[] intensities) {
        for (int from = 0; from < pulses.length; from += AT_ONCE) {
            int count = Math.min(AT_ONCE, pulses.length - from);
            choices.nextInts(words, count);
            pick(single, words, picked, count);
            // Each loop is of one kind of number, so that it is compiled to vectors.
            for (int i = 0; i < count; i++) {
                int more = 1 - (picked[i] - CELLS >>> Integer.SIZE - 1);
                words[i] = picked[i] & 1 | (words[i] & 1) << 1 | more * LightFrame.SEVERAL;
            }
            for (int i = 0; i < count; i++) {
                pulses[from + i] = (byte) words[i];
            }
            for (int i = 0; i < count; i++) {
                intensities[from + i] = (byte) (picked[i] >> 1);
            }
            int found = LightFrame.several(pulses, from, from + count, multiphoton);
            for (int i = 0; i < found; i++) {
                int word = choices.nextInt();
                int cell = Math.min(pick(several, word), CELLS - 1);
                pulses[multiphoton[i]] = LightFrame.pulse(cell & 1, word & 1, photons(cell >> 1));
                intensities[multiphoton[i]] = (byte) (cell >> 1);
            }
        }
        Arrays.fill(words, 0);
        Arrays.fill(picked, 0);
    }

    /** Gates until the next pulse that arrives: geometric, hence without memory of the stretch before. */
    private long gap() {
        if (waited == AT_ONCE) {
            gaps.exponentials(waits);
            waited = 0;
        }
        return Xoshiro256.gap(waits[waited++], gapScale);
    }

    /** A word of the secret source gives the bit (bit 0), and the cell of intensity and basis (31 bits). */
    private static int pick(int[] cells, int word) {
        int[] picked = {0};
        pick(cells, new int[] {word}, picked, 1);
        return picked[0];
    }

    /** The same for many words. */
    private static void pick(int[] cells, int[] words, int[] picked, int count) {
        int c0 = cells[0];
        int c1 = cells[1];
        int c2 = cells[2];
        int c3 = cells[3];
        int c4 = cells[4];
        int c5 = cells[5];
        for (int i = 0; i < count; i++) {
            int word = words[i];
            picked[i] = Choice.above(word, c0) + Choice.above(word, c1) + Choice.above(word, c2)
                    + Choice.above(word, c3) + Choice.above(word, c4) + Choice.above(word, c5);
        }
    }

    /** How many photons are registered, given that more than one is, by inversion. */
    private int photons(int k) {
        double u = optics.nextDouble();
        double[] thresholds = photonThresholds[k];
        int n = 0;
        while (u >= thresholds[n]) {
            n++;
        }
        return n + 2;
    }

    /** What was sent in slots from which no photon arrived, by the law that holds when they are emitted. */
    private Preparation.Dark without(int[] law) {
        return () -> {
            int word = darkChoices.nextInt();
            int cell = Math.min(pick(law, word), CELLS - 1);
            return (byte) (cell & 1 | (word & 1) << 1 | cell >> 1 << 2);
        };
    }
}
