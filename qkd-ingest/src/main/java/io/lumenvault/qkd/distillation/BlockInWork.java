package io.lumenvault.qkd.distillation;

import io.lumenvault.qkd.bits.BitArray;
import io.lumenvault.qkd.estimation.DecoyCounts;
import io.lumenvault.qkd.sifting.SiftedBlock;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;

/** One end's state of a block between sifting and its result. */
final class BlockInWork {
    final LinkParameters parameters;
    final long sequence;
    final SiftedBlock block;
    final DecoyCounts counts;
    final BitArray[] frames;
    final long[] parities;
    final boolean[] keep;
    private long keyErrors;
    private double forgery;

    BlockInWork(LinkParameters parameters, long sequence, SiftedBlock block, DecoyCounts counts) {
        this.parameters = parameters;
        this.sequence = sequence;
        this.block = block;
        this.counts = counts;
        this.frames = new BitArray[parameters.frames()];
        for (int f = 0; f < frames.length; f++) {
            frames[f] = block.key().slice(f * parameters.frameBits(), parameters.frameBits());
        }
        block.key().wipe();
        this.parities = new long[frames.length];
        this.keep = new boolean[frames.length];
        Arrays.fill(keep, true);
    }

    /** Why the block ends after estimation, or null. */
    String verdictOnTest() {
        return counts.testErrorRate() > parameters.qberThreshold() ? tooManyErrors(counts.testErrorRate()) : null;
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

    void keyErrors(long errors) {
        if (errors < 0 || errors > keptBits()) {
            throw new LinkException(LinkException.Cause.MALFORMED, errors + " errors in " + keptBits() + " bits");
        }
        keyErrors = errors;
    }

    double keyErrorRate() {
        return keptBits() == 0 ? 0 : (double) keyErrors / keptBits();
    }

    KeyLength keyLength() {
        return KeyLength.of(parameters, block.counts(keep, counts.testErrors()), parities, keep);
    }

    void addForgery(double probability) {
        forgery += probability;
    }

    BlockResult.Discarded discard(String reason, double qber) {
        for (BitArray frame : frames) {
            frame.wipe();
        }
        return new BlockResult.Discarded(reason, qber, parameters.blockBits());
    }

    BlockResult.Distilled result(byte[] secret, int refillBytes, KeyLength length) {
        int failed = 0;
        for (boolean frame : keep) {
            failed += frame ? 0 : 1;
        }
        byte[] key = Arrays.copyOfRange(secret, refillBytes, secret.length);
        Arrays.fill(secret, (byte) 0);
        double epsilon = parameters.epsilonSecrecy() + parameters.epsilonCorrectness() + forgery;
        return new BlockResult.Distilled(sequence, key, keyErrorRate(), epsilon,
                length.disclosedBits() + counts.testTotal(), length.keyBits(), failed, refillBytes);
    }

    /** Three counts as they cross the channel. */
    static byte[] encode(long[] counts) {
        ByteBuffer out = ByteBuffer.allocate(24);
        for (long count : counts) {
            out.putLong(count);
        }
        return out.array();
    }

    static long[] decode(byte[] bytes) {
        if (bytes.length != 24) {
            throw new LinkException(LinkException.Cause.MALFORMED, "estimate of " + bytes.length + " bytes; 24 are needed");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new long[] {in.getLong(), in.getLong(), in.getLong()};
    }
}
