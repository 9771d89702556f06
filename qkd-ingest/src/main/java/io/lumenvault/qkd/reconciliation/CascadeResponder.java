package io.lumenvault.qkd.reconciliation;

import io.lumenvault.qkd.bits.BitArray;

/** Alice's side of Cascade for one frame: answers parities of her key and counts them. */
public final class CascadeResponder implements Responder {
    private final Permutations permutations;
    private final int[] logTop;
    private final int size;
    private final BitArray key;
    private final ParityTable[] tables = new ParityTable[CascadeSchedule.PASSES];
    private long disclosed;

    /**
     * @param permutations the orders agreed on; they fix the frame length
     * @param errorRate the estimate that both ends use
     * @param key Alice's frame
     */
    public CascadeResponder(Permutations permutations, double errorRate, BitArray key) {
        this.permutations = permutations;
        this.size = 1 << permutations.logFrame();
        this.logTop = CascadeSchedule.logBlockSizes(permutations.logFrame(), errorRate);
        if (key.size() != size) {
            throw new IllegalArgumentException("frame of " + key.size() + " bits; " + size + " are needed");
        }
        this.key = key;
    }

    /**
     * Appends the answers to a batch.
     *
     * @throws IllegalArgumentException if a question names no node, or more is asked for than there is
     */
    @Override
    public void answer(Questions questions, Answers answers) {
        int before = answers.count();
        for (int i = 0; i < questions.count(); i++) {
            // A pass has not twice as many nodes as bits, and half of the parities follow from the others.
            if (disclosed + answers.count() - before > CascadeSchedule.PASSES * (long) size) {
                throw new IllegalArgumentException("more parities are asked for than the " + size + " bits of a frame have");
            }
            int pass = questions.get(i) >>> Questions.PASS_SHIFT;
            int node = questions.get(i) & Questions.NODE_MASK;
            if (pass >= CascadeSchedule.PASSES || node >= size) {
                throw new IllegalArgumentException("question for node " + node + " of pass " + pass + " is out of range");
            }
            if (node == 0) {
                answerTop(pass, answers);
            } else {
                int log = Integer.numberOfLeadingZeros(node) - Integer.numberOfLeadingZeros(size);
                if (log > logTop[pass]) {
                    throw new IllegalArgumentException("node " + node + " lies above the blocks of pass " + pass);
                }
                int from = (node << log) - size;
                answers.add(table(pass).parity(from, from + (1 << log - 1)));
            }
        }
        disclosed += answers.count() - before;
    }

    private void answerTop(int pass, Answers answers) {
        int block = 1 << logTop[pass];
        int end = pass == 0 ? size : size - block;
        if (pass > 0 && block * 2 == size) {
            answers.add(permutations.parityOfFirstHalf(pass, key));
            return;
        }
        for (int from = 0; from < end; from += block) {
            answers.add(table(pass).parity(from, from + block));
        }
    }

    private ParityTable table(int pass) {
        if (tables[pass] == null) {
            tables[pass] = new ParityTable(permutations, pass, logTop[pass], key);
        }
        return tables[pass];
    }

    /** Parities disclosed so far. */
    @Override
    public long disclosedBits() {
        return disclosed;
    }

    @Override
    public void wipe() {
        for (ParityTable table : tables) {
            if (table != null) {
                table.wipe();
            }
        }
    }
}
