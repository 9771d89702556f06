package io.lumenvault.qkd.distillation;

import io.lumenvault.qkd.bits.BitArray;
import io.lumenvault.qkd.estimation.DecoyCounts;
import io.lumenvault.qkd.estimation.Estimate;
import io.lumenvault.qkd.estimation.KeptKey;
import io.lumenvault.qkd.sifting.SiftedBlock;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.LongStream;

/** One end's state of a block between sifting and its result. */
final class BlockInWork {
    /** The errors of the key, by intensity, as they cross the channel. */
    static final int COUNT_BYTES = DecoyCounts.INTENSITIES * Long.BYTES;
    final LinkParameters parameters;
    final long sequence;
    final SiftedBlock block;
    final DecoyCounts counts;
    final Estimate estimate;
    final BitArray[] frames;
    final long[] parities;
    final boolean[] keep;
    private long[] keyErrors = new long[DecoyCounts.INTENSITIES];
    private double forgery;

    BlockInWork(LinkParameters parameters, long sequence, SiftedBlock block, DecoyCounts counts) {
        this.parameters = parameters;
        this.sequence = sequence;
        this.block = block;
        this.counts = counts;
        this.estimate = parameters.protocol().estimate(counts.test(), counts.testErrors());
        this.frames = new BitArray[parameters.frames()];
        for (int f = 0; f < frames.length; f++) {
            frames[f] = block.key().slice(f * parameters.frameBits(), parameters.frameBits());
        }
        this.parities = new long[frames.length];
        this.keep = new boolean[frames.length];
        Arrays.fill(keep, true);
    }

    /** Why the block ends after estimation, or null. */
    String verdictOnTest() {
        String unentangled = estimate.chsh() == null ? null : estimate.chsh().below(parameters.chshThreshold());
        if (unentangled != null) {
            return unentangled;
        }
        return testErrorRate() > parameters.qberThreshold() ? tooManyErrors(testErrorRate()) : null;
    }

    /** Error rate of the compared bits; 0 without any. */
    double testErrorRate() {
        return Double.isNaN(estimate.errorRate()) ? 0 : estimate.errorRate();
    }

    /** Why the block ends after verification, or null. */
    String verdictOnKey() {
        if (keptBits() == 0) {
            return "no frame passed verification";
        }
        return keyErrorRate() > parameters.qberThreshold() ? tooManyErrors(keyErrorRate()) : null;
    }

    private String tooManyErrors(double rate) {
        return String.format(Locale.ROOT, "QBER %.2f %% is above the threshold of %.2f %%", 100 * rate, 100 * parameters.qberThreshold());
    }

    private long keptBits() {
        long kept = 0;
        for (boolean frame : keep) {
            kept += frame ? parameters.frameBits() : 0;
        }
        return kept;
    }

    /** Takes the errors of the frames that stay, by intensity. */
    void keyErrors(long[] errors) {
        long[] bits = keptCounts().key();
        for (int k = 0; k < bits.length; k++) {
            if (errors[k] < 0 || errors[k] > bits[k]) {
                throw new LinkException(LinkException.Cause.MALFORMED, errors[k] + " errors in " + bits[k] + " bits of intensity " + (k + 1));
            }
        }
        keyErrors = errors;
    }

    /** What reconciliation changed in the frames that stay, by intensity; at Bob's end. */
    long[] corrected() {
        return block.differences(frames, keep);
    }

    double keyErrorRate() {
        return keptBits() == 0 ? 0 : (double) (keyErrors[0] + keyErrors[1] + keyErrors[2]) / keptBits();
    }

    private DecoyCounts keptCounts() {
        return block.counts(keep, counts.testErrors());
    }

    KeyLength keyLength() {
        return KeyLength.of(parameters, counts, new KeptKey(keptCounts().key(), keyErrors), parities, keep);
    }

    /** The bits as they were sifted are not needed any more. */
    void forgetSifted() {
        block.key().wipe();
    }

    void addForgery(double probability) {
        forgery += probability;
    }

    BlockResult.Discarded discard(String reason, double qber) {
        for (BitArray frame : frames) {
            frame.wipe();
        }
        forgetSifted();
        return new BlockResult.Discarded(reason, qber, estimate.chsh(), parameters.blockBits());
    }

    BlockResult.Distilled result(byte[] secret, int refillBytes, KeyLength length) {
        int failed = 0;
        for (boolean frame : keep) {
            failed += frame ? 0 : 1;
        }
        byte[] key = Arrays.copyOfRange(secret, refillBytes, secret.length);
        Arrays.fill(secret, (byte) 0);
        double epsilon = parameters.epsilonSecrecy() + parameters.epsilonCorrectness() + forgery;
        return new BlockResult.Distilled(sequence, key, keyErrorRate(), estimate.chsh(), epsilon,
                length.disclosedBits() + counts.testTotal(), length.keyBits(), block.gain(), failed, refillBytes);
    }

    /** Counts by intensity or class, as they cross the channel. */
    static byte[] encode(long[] counts) {
        ByteBuffer out = ByteBuffer.allocate(counts.length * Long.BYTES);
        for (long count : counts) {
            out.putLong(count);
        }
        return out.array();
    }

    static long[] decode(byte[] bytes, int counts) {
        if (bytes.length != counts * Long.BYTES) {
            throw new LinkException(LinkException.Cause.MALFORMED, "counts of " + bytes.length + " bytes; " + counts * Long.BYTES + " are needed");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return LongStream.generate(in::getLong).limit(counts).toArray();
    }
}
