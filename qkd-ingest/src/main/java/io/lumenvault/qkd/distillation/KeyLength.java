package io.lumenvault.qkd.distillation;

import io.lumenvault.qkd.estimation.DecoyCounts;
import io.lumenvault.qkd.estimation.KeptKey;
import io.lumenvault.qkd.verification.FrameVerification;
import java.util.Arrays;

/**
 * The accounting of a block, computed by both ends from the same counts.
 *
 * <p>For each of the three numbers of errors 64 bits are charged, of which 27 at most are said (a block has up to 2^26 bits). The rest pays
 * for the bit that closes a block, which was no candidate for the test (see {@link io.lumenvault.qkd.sifting.BlockCutter}).
 *
 * @param bits secret bits, a multiple of 8, 0 where there are none
 * @param disclosedBits everything disclosed about the key bits used, and nothing else: parities, verification hashes, which frames
 *     were equal, and how many errors they had, of each intensity a number between none and all of its bits
 * @param keyBits sifted key bits used
 */
record KeyLength(long bits, long disclosedBits, long keyBits) {
    /** What is charged for the numbers of errors. */
    private static final long ERROR_COUNTS = (long) DecoyCounts.INTENSITIES * Long.SIZE;

    /**
     * Accounts for the frames that passed verification. What was disclosed about a frame that leaves whole need not be
     * charged: bits that left may be given away. That it left is charged, and that an eavesdropper could choose it is reckoned with
     * in the bound, which is told the whole block and what stayed of it.
     *
     * @param block counts of the block, frames left out included
     * @param kept the key bits of the frames that passed, and their errors
     * @param parities parities disclosed of each frame
     * @param keep which frames passed
     */
    static KeyLength of(LinkParameters parameters, DecoyCounts block, KeptKey kept, long[] parities, boolean[] keep) {
        int hashBits = 8 * FrameVerification.hashBytes(keep.length, parameters.frameBits(), parameters.epsilonCorrectness());
        long disclosed = keep.length;
        for (int f = 0; f < keep.length; f++) {
            if (keep[f]) {
                disclosed += parities[f] + hashBits;
            }
        }
        long length = parameters.finiteKey().secretBits(block, kept, disclosed + ERROR_COUNTS);
        return new KeyLength(length / 8 * 8, disclosed + errorCounts(kept), kept.total());
    }

    private static long errorCounts(KeptKey kept) {
        return Arrays.stream(kept.bits()).map(bits -> Long.SIZE - Long.numberOfLeadingZeros(bits)).sum();
    }
}
