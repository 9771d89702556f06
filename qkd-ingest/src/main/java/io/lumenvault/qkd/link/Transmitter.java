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
    private final SecureBits choices = new SecureBits();
    private final SecureBits darkChoices = new SecureBits();
    private final Xoshiro256 optics;
    private final double logMiss;
    private final double[] litThresholds;
    private final double[] darkThresholds;
    private final double[] arrivingMean;
    private final double[] zeroProbability;
    private long nextSlot;

    /**
     * @param source the pulses
     * @param photonTransmittance probability that a photon leaving Alice is registered by Bob: fibre times receiver
     * @param opticsSeed seed of what nature decides
     */
    public Transmitter(SourceParameters source, double photonTransmittance, long opticsSeed) {
        Range.check("photon transmittance", photonTransmittance, 0, 1);
        this.source = source;
        this.optics = new Xoshiro256(opticsSeed);
        int n = SourceParameters.INTENSITIES;
        double[] lit = new double[n];
        double[] dark = new double[n];
        arrivingMean = new double[n];
        zeroProbability = new double[n];
        for (int k = 0; k < n; k++) {
            arrivingMean[k] = photonTransmittance * source.intensity(k);
            zeroProbability[k] = Math.exp(-arrivingMean[k]);
            lit[k] = source.probability(k) * -Math.expm1(-arrivingMean[k]);
            dark[k] = source.probability(k) * zeroProbability[k];
        }
        logMiss = Math.log1p(-Arrays.stream(lit).sum());
        litThresholds = cumulative(lit);
        darkThresholds = cumulative(dark);
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
        double gap = Math.log(optics.nextPositive()) / logMiss;
        return gap < Long.MAX_VALUE / 4 ? (long) gap : Long.MAX_VALUE / 4;
    }

    /** One word of the secret source gives the bit (bit 0), the basis (31 bits against q_X) and the intensity (32 bits). */
    private int basis(long word) {
        return ((int) word >>> 1) * 0x1p-31 < source.keyBasisProbability() ? 0 : 1;
    }

    private static int pick(double[] thresholds, long word) {
        double u = (word >>> 32) * 0x1p-32;
        return u < thresholds[0] ? 0 : u < thresholds[1] ? 1 : 2;
    }

    /** Poisson number of mean lambda_k given that it is not zero, by inversion. */
    private int photons(int k) {
        double mean = arrivingMean[k];
        double term = zeroProbability[k] * mean;
        double u = optics.nextDouble() * (1 - zeroProbability[k]);
        int n = 1;
        while (u >= term && n < LightFrame.MAX_PHOTONS) {
            u -= term;
            n++;
            term *= mean / n;
        }
        return n;
    }

    /** What was sent in a slot from which no photon arrived. */
    byte chooseDark() {
        long word = darkChoices.nextLong();
        return (byte) (basis(word) | (word & 1) << 1 | pick(darkThresholds, word) << 2);
    }
}
