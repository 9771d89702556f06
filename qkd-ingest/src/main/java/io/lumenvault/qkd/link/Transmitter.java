package io.lumenvault.qkd.link;

import io.lumenvault.qkd.random.SecureBits;
import io.lumenvault.qkd.random.Xoshiro256;
import java.util.Arrays;

/**
 * Alice's source and the fibre behind it: prepares pulses and yields the light that arrives, with her record of it.
 * For one thread that emits; {@link Preparation#choices} may be called from one other thread.
 */
public final class Transmitter {
    /** One emitted stretch: the light that goes out and the record that stays. */
    public record Emission(LightFrame light, Preparation preparation) {
    }

    private final SourceParameters source;
    private final double transmittance;
    private final double detection;
    private final SecureBits choices = new SecureBits();
    private final SecureBits darkChoices = new SecureBits();
    private final Xoshiro256 optics;
    private final double[][] photonThresholds = new double[SourceParameters.INTENSITIES][];
    private double logMiss;
    private final long keyBasis;
    private long[] litThresholds;
    private volatile long[] darkThresholds;
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
        this.keyBasis = Choice.threshold(source.keyBasisProbability(), 31);
        this.optics = new Xoshiro256(opticsSeed);
        through(PhotonLaw.loss(transmittance * detection));
    }

    /** Sets how many photons arrive from now on. */
    private void through(PhotonLaw law) {
        double[] lit = new double[SourceParameters.INTENSITIES];
        double[] dark = new double[lit.length];
        for (int k = 0; k < lit.length; k++) {
            double[] registered = law.registered(source.intensity(k));
            photonThresholds[k] = cumulative(Arrays.copyOfRange(registered, 1, registered.length));
            lit[k] = source.probability(k) * Arrays.stream(registered, 1, registered.length).sum();
            dark[k] = source.probability(k) * registered[0];
        }
        logMiss = Math.log1p(-Arrays.stream(lit).sum());
        litThresholds = thresholds(lit);
        darkThresholds = thresholds(dark);
    }

    /**
     * Emits the next {@code slots} pulses to a channel on which somebody may be.
     *
     * @param eve who, or null
     */
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

    private static long[] thresholds(double[] weights) {
        return Arrays.stream(cumulative(weights)).mapToLong(threshold -> Choice.threshold(threshold, 32)).toArray();
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
        int capacity = (int) Math.min(slots, 16 + (long) (slots * -Math.expm1(logMiss) * 1.1));
        int[] offsets = new int[capacity];
        byte[] pulses = new byte[capacity];
        byte[] intensities = new byte[capacity];
        int count = 0;
        long slot = gap();
        while (slot < slots) {
            if (count == offsets.length) {
                int larger = count + count / 2 + 16;
                offsets = Arrays.copyOf(offsets, larger);
                pulses = Arrays.copyOf(pulses, larger);
                intensities = Arrays.copyOf(intensities, larger);
            }
            long word = choices.nextLong();
            int k = pick(litThresholds, word);
            offsets[count] = (int) slot;
            pulses[count] = LightFrame.pulse(basis(word), (int) word & 1, photons(k));
            intensities[count] = (byte) k;
            count++;
            slot += 1 + gap();
        }
        LightFrame light = new LightFrame(nextSlot, slots, count, offsets, pulses);
        nextSlot += slots;
        // The receiver's copy is its own: the record is wiped here while light may still be on its way.
        LightFrame kept = new LightFrame(light.firstSlot(), slots, count, offsets, pulses.clone());
        return new Emission(light, new Preparation(kept, intensities, this));
    }

    /** Gates until the next pulse that arrives: geometric, hence without memory of the frame before. */
    private long gap() {
        return optics.nextGap(logMiss);
    }

    /** One word of the secret source gives the bit (bit 0), the basis (31 bits against q_X) and the intensity (32 bits). */
    private int basis(long word) {
        return Choice.notBelow((int) word >>> 1, keyBasis);
    }

    private static int pick(long[] thresholds, long word) {
        long u = word >>> 32;
        return Choice.notBelow(u, thresholds[0]) + Choice.notBelow(u, thresholds[1]);
    }

    /** How many photons are registered, given that any are, by inversion. */
    private int photons(int k) {
        double u = optics.nextDouble();
        double[] thresholds = photonThresholds[k];
        int n = 0;
        while (u >= thresholds[n]) {
            n++;
        }
        return n + 1;
    }

    /** What was sent in a slot from which no photon arrived. */
    byte chooseDark() {
        long word = darkChoices.nextLong();
        return (byte) (basis(word) | (word & 1) << 1 | pick(darkThresholds, word) << 2);
    }
}
