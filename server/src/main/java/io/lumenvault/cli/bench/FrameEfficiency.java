package io.lumenvault.cli.bench;

import io.lumenvault.qkd.bench.DistillationBench;

/** The efficiency f of error correction over many frames of one error rate: its mean, and how sure that is. */
final class FrameEfficiency {

    /** Quantile of the normal distribution for 95 % on both sides. */
    private static final double TWO_SIDED = 1.96;

    private long frames;
    private long failures;
    private double mean;
    private double squares;

    void add(DistillationBench.Reconciled frame) {
        frames++;
        failures += frame.equal() ? 0 : 1;
        double off = frame.efficiency() - mean;
        mean += off / frames;
        squares += off * (frame.efficiency() - mean);
    }

    long frames() {
        return frames;
    }

    long failures() {
        return failures;
    }

    double mean() {
        return mean;
    }

    /** Half the width of the 95 % confidence interval of the mean; not a number for a single frame. */
    double confidence() {
        return frames < 2 ? Double.NaN : TWO_SIDED * Math.sqrt(squares / (frames - 1) / frames);
    }
}
