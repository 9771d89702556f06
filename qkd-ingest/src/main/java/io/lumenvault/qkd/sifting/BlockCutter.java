package io.lumenvault.qkd.sifting;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Turns answered announcements into full blocks. Both ends feed it the same clicks in the same order and so cut at the
 * same click; what follows the cut belongs to the next block.
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
