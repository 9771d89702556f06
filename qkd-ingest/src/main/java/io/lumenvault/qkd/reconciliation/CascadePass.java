package io.lumenvault.qkd.reconciliation;

/**
 * What Bob knows of the nodes of one pass: which parities of Alice he knows, and which of those differ from his own
 * ("odd"). A node's two children become known together.
 */
final class CascadePass {
    final int logTop;
    private final long[] known;
    private final long[] odd;
    private final long[] queued;
    ParityTable table;

    CascadePass(int logFrame, int logTop) {
        this.logTop = logTop;
        int words = 2 << logFrame >> 6;
        known = new long[words];
        odd = new long[words];
        queued = new long[words];
    }

    boolean isKnown(int node) {
        return (known[node >>> 6] >>> node & 1) != 0;
    }

    boolean isOdd(int node) {
        return (odd[node >>> 6] >>> node & 1) != 0;
    }

    void learn(int node, int oddParity) {
        known[node >>> 6] |= 1L << node;
        odd[node >>> 6] |= (long) oddParity << node;
    }

    /** Turns the parity of a known node; whether it is odd now. */
    boolean toggle(int node) {
        odd[node >>> 6] ^= 1L << node;
        return isOdd(node);
    }

    /** Marks a node as waiting; false if it was already. */
    boolean enqueue(int node) {
        long mask = 1L << node;
        boolean fresh = (queued[node >>> 6] & mask) == 0;
        queued[node >>> 6] |= mask;
        return fresh;
    }

    void dequeue(int node) {
        queued[node >>> 6] &= ~(1L << node);
    }
}
