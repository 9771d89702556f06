package io.lumenvault.qkd.sifting;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Turns answered announcements into full blocks. Both ends feed it the same clicks in the same order and so cut at the
 * same click; what follows the cut belongs to the next block.
 */
public final class BlockCutter {
    private final int keyBits;
    private final Queue<SiftedBlock> full = new ArrayDeque<>();
    private SiftedBlock open;

    public BlockCutter(int keyBits) {
        this.keyBits = keyBits;
        this.open = new SiftedBlock(keyBits);
    }

    /** Whether no full block waits. */
    public boolean needsLight() {
        return full.isEmpty();
    }

    /** Key-basis bits in the block that is being filled. */
    public int filled() {
        return open.filled();
    }

    /** Test-basis bits in the block that is being filled. */
    public long tested() {
        return open.tested();
    }

    /** How many of them are wrong, as far as this end knows. */
    public long testErrors() {
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
            if (bases[i] == 0) {
                open.addKeyBit(bits[i], reply.intensity(i));
                if (open.isFull()) {
                    full.add(open);
                    open = new SiftedBlock(keyBits);
                }
            } else {
                open.addTestBit(reply.intensity(i), bits[i] != reply.testBit(i));
            }
        }
    }
}
