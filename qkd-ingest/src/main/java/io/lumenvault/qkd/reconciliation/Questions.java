package io.lumenvault.qkd.reconciliation;

import java.util.Arrays;

/**
 * One batch of questions about one frame, in the order in which they are answered. A question is an int: the pass in
 * the upper 6 bits and below it a node number, whose left child's parity is asked for; node 0 asks for the parities of
 * all top blocks of the pass (of all but the last one from the second pass on: it follows from the total).
 * Nodes are numbered as in a heap over the whole pass: 1 is the frame, the children of i are 2i and 2i + 1.
 */
public final class Questions {
    static final int PASS_SHIFT = 26;
    static final int NODE_MASK = (1 << PASS_SHIFT) - 1;

    private int[] items = new int[64];
    private int count;

    /** Empties the batch. */
    public void clear() {
        count = 0;
    }

    void add(int pass, int node) {
        addRaw(pass << PASS_SHIFT | node);
    }

    /** Adds a question as it came over the channel; it is checked when it is answered. */
    public void addRaw(int question) {
        if (count == items.length) {
            items = Arrays.copyOf(items, count * 2);
        }
        items[count++] = question;
    }

    public int count() {
        return count;
    }

    public int get(int index) {
        return items[index];
    }
}
