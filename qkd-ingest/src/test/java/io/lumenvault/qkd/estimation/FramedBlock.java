package io.lumenvault.qkd.estimation;

import io.lumenvault.qkd.keyrate.BinaryEntropy;
import io.lumenvault.qkd.random.Binomial;
import io.lumenvault.qkd.random.Xoshiro256;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * A block of weak pulses in frames, of which photon numbers and phase errors are known. The eavesdropper makes phase errors where she
 * likes, and leaves out the frames that she likes.
 */
final class FramedBlock {
    static final int FRAMES = 16;
    private static final double TRANSMITTANCE = 0.02;
    private static final double BACKGROUND = 2e-5;
    private static final double MISALIGNMENT = 0.01;
    private static final double KEY_BASIS = 0.8;
    private static final int MOST_PHOTONS = 9;

    /** What a frame came to. */
    static final class Frame {
        final long[] key = new long[3];
        final long[] keyErrors = new long[3];
        long vacuum;
        long single;
        long phaseErrors;
    }

    final Frame[] frames = new Frame[FRAMES];
    private final boolean[] kept = new boolean[FRAMES];
    private final long[] test = new long[3];
    private final long[] testErrors = new long[3];

    /**
     * @param intensities mean photon numbers
     * @param probabilities how often each is sent
     * @param pulses in each frame
     * @param phaseError of single photons, by frame
     */
    FramedBlock(List<Double> intensities, List<Double> probabilities, long pulses, IntToDoubleFunction phaseError, long seed) {
        Xoshiro256 random = new Xoshiro256(seed);
        Arrays.fill(kept, true);
        for (int f = 0; f < FRAMES; f++) {
            frames[f] = new Frame();
            for (int k = 0; k < intensities.size(); k++) {
                double term = Math.exp(-intensities.get(k));
                for (int n = 0; n < MOST_PHOTONS; n++) {
                    double sent = probabilities.get(k) * term;
                    double signal = 1 - Math.pow(1 - TRANSMITTANCE, n);
                    double yield = BACKGROUND + signal - BACKGROUND * signal;
                    double bitError = (BACKGROUND / 2 + MISALIGNMENT * (yield - BACKGROUND)) / yield;
                    double wrong = n == 1 ? phaseError.applyAsDouble(f) : bitError;
                    keyEvents(random, frames[f], k, n, Binomial.draw(random, pulses, sent * KEY_BASIS * KEY_BASIS * yield), bitError, wrong);
                    long clicks = Binomial.draw(random, pulses, sent * (1 - KEY_BASIS) * (1 - KEY_BASIS) * yield);
                    test[k] += clicks;
                    testErrors[k] += Binomial.draw(random, clicks, wrong);
                    term *= intensities.get(k) / (n + 1);
                }
            }
        }
    }

    private static void keyEvents(Xoshiro256 random, Frame frame, int k, int photons, long clicks, double bitError, double phaseError) {
        frame.key[k] += clicks;
        frame.keyErrors[k] += Binomial.draw(random, clicks, bitError);
        frame.vacuum += photons == 0 ? clicks : 0;
        frame.single += photons == 1 ? clicks : 0;
        frame.phaseErrors += photons == 1 ? Binomial.draw(random, clicks, phaseError) : 0;
    }

    /** Leaves out the frames that come first in an order. */
    void remove(int count, Comparator<Frame> order) {
        Integer[] by = new Integer[FRAMES];
        Arrays.setAll(by, f -> f);
        Arrays.sort(by, (a, b) -> order.compare(frames[a], frames[b]));
        for (int i = 0; i < count; i++) {
            kept[by[i]] = false;
        }
    }

    DecoyCounts block() {
        long[] key = new long[3];
        for (Frame frame : frames) {
            Arrays.setAll(key, k -> key[k] + frame.key[k]);
        }
        return new DecoyCounts(key, test, testErrors);
    }

    KeptKey stayed() {
        long[] key = new long[3];
        long[] errors = new long[3];
        for (int f = 0; f < FRAMES; f++) {
            Frame frame = frames[f];
            if (kept[f]) {
                Arrays.setAll(key, k -> key[k] + frame.key[k]);
                Arrays.setAll(errors, k -> errors[k] + frame.keyErrors[k]);
            }
        }
        return new KeptKey(key, errors);
    }

    /** What is secret in the frames that stayed, by the truth. */
    double secret() {
        long vacuum = 0;
        long single = 0;
        long phaseErrors = 0;
        for (int f = 0; f < FRAMES; f++) {
            vacuum += kept[f] ? frames[f].vacuum : 0;
            single += kept[f] ? frames[f].single : 0;
            phaseErrors += kept[f] ? frames[f].phaseErrors : 0;
        }
        return vacuum + single * (1 - BinaryEntropy.phaseError((double) phaseErrors / single));
    }
}
