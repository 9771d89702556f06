package io.lumenvault.qkd.distillation;

import io.lumenvault.qkd.estimation.DecoyCounts;
import io.lumenvault.qkd.verification.FrameVerification;

/**
 * The accounting of a block, computed by both ends from the same counts.
 *
 * @param bits secret bits, a multiple of 8, 0 where there are none
 * @param disclosedBits everything disclosed about the key bits used: parities, verification hashes, which frames were
 *     equal and how many errors they had
 * @param keyBits sifted key bits used
 */
record KeyLength(long bits, long disclosedBits, long keyBits) {
    /**
     * Accounts for the frames that passed verification. What was disclosed about a frame that leaves whole need not be
     * charged.
     *
     * @param counts counts of the block without the frames left out
     * @param parities parities disclosed of each frame
     * @param keep which frames passed
     * @param errors how many errors those had, by intensity
     */
    static KeyLength of(LinkParameters parameters, DecoyCounts counts, long[] parities, boolean[] keep, long[] errors) {
        int hashBits = 8 * FrameVerification.hashBytes(keep.length, parameters.frameBits(), parameters.epsilonCorrectness());
        long disclosed = (long) Long.SIZE * errors.length + keep.length;
        long kept = 0;
        for (int f = 0; f < keep.length; f++) {
            if (keep[f]) {
                disclosed += parities[f] + hashBits;
                kept += parameters.frameBits();
            }
        }
        long length = parameters.finiteKey().secretBits(counts, errors, disclosed, parameters.reconciliation().errorsPublic());
        return new KeyLength(length / 8 * 8, disclosed, kept);
    }
}
