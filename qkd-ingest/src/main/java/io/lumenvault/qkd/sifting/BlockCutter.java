package io.lumenvault.qkd.sifting;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Turns answered announcements into full blocks. Both ends feed it the same clicks in the same order and so cut at the
 * same click; what follows the cut belongs to the next block.
 *
 * <p>A block ends by what the bases turned out to be, at its last key bit, and its bases are told stretch by stretch while more of its light
 * is to come. Pfister, Luetkenhaus, Wehner and Coles, New J. Phys. 18, 053001 (2016) show of such iterative sifting that the compared bits
 * are no uniform sample of the block, for two reasons:
 * <ul>
 * <li>The bit that closes a block is always one of the key, and is never compared. No compared bit is dropped, so apart from it every
 * order of n - 1 key bits and k compared bits is as likely as any other. What it may tell is one bit, which {@code KeyLength} has charged.
 * <li>An eavesdropper who hears the bases of the light so far may go on or leave off by how they fell. She gains nothing on average: the
 * next choice does not depend on what she does to that light, so errors fall to key and comparison in proportion whenever she stops.
 * But she may stop at the best of many moments, where the bounds are those of a sample drawn in one: of an error rate e the standard
 * deviation between key and comparison is in proportion to sqrt(e (1 - e)) there, and may be up to sqrt(e) + e here, a quarter more at 5 %.
 * BBM92's and E91's bounds put an error rate of one half in that place, which is more than either wherever there is a key; those of the
 * decoy states take e itself, and epsilon does not reckon with the difference.
 * </ul>
 * A block that ended by its number of clicks, and whose bases were told only then, would be free of both.
 */
public final class BlockCutter {
    private final int keyBits;
    private final SiftingTable table;
    private final Queue<SiftedBlock> full = new ArrayDeque<>();
    private SiftedBlock open;

    /**
     * @param keyBits how many key bits make a block
     * @param table what becomes of which click
     */
    public BlockCutter(int keyBits, SiftingTable table) {
        this.keyBits = keyBits;
        this.table = table;
        this.open = new SiftedBlock(keyBits, table.testClasses());
    }

    /** Whether no full block waits. */
    public boolean needsLight() {
        return full.isEmpty();
    }

    /** Key-basis bits in the block that is being filled. */
    public int filled() {
        return open.filled();
    }

    /** Compared bits in the block that is being filled, by class. */
    public long[] tested() {
        return open.tested();
    }

    /** How many of them differ, as far as this end knows. */
    public long[] testErrors() {
        return open.testErrors();
    }

    /** The next full block. */
    public SiftedBlock next() {
        return full.remove();
    }

    /**
     * Adds the clicks of an announcement.
     *
     * @param announcement Bob's announcement
     * @param reply Alice's answer
     * @param bits this end's bit of each click
     */
    public void add(Announcement announcement, MatchReply reply, byte[] bits) {
        byte[] bases = announcement.bases();
        open.addLight(announcement.slots(), bits.length);
        for (int i = 0; i < bits.length; i++) {
            if (!reply.matches(i)) {
                continue;
            }
            int use = table.use(bases[i], reply.label(i));
            if (use < SiftingTable.TEST) {
                open.addKeyBit(bits[i], use);
                if (open.isFull()) {
                    full.add(open);
                    open = new SiftedBlock(keyBits, table.testClasses());
                }
            } else {
                open.addTestBit(use - SiftingTable.TEST, bits[i] != reply.testBit(i));
            }
        }
    }
}
