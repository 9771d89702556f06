package io.lumenvault.qkd.reconciliation;

import io.lumenvault.qkd.bits.BitArray;
import java.util.Arrays;

/**
 * Bob's side of Cascade for one frame. Call {@link #ask} and {@link #apply} in turn until {@link #ask} adds no
 * question; the key given is corrected in place.
 */
public final class CascadeCorrector implements Corrector {
    /** Nodes up to 2^4 first-pass blocks are asked together: a tenth of the rounds for half a percent of efficiency. */
    private static final int TOGETHER = 4;
    private static final int FIRST_OF_HALVES = 2;

    private final Permutations permutations;
    private final int logFrame;
    private final int size;
    private final int[] logTop;
    private final BitArray key;
    private final CascadePass[] passes = new CascadePass[CascadeSchedule.PASSES];
    private final int[][] waiting;
    private final int[] waitingCount;
    /** Bits whose own parity is known, and which therefore are right. */
    private final BitArray settled;
    private int started;
    private int corrected;
    private int rounds;

    /**
     * @param permutations the orders agreed on; they fix the frame length
     * @param errorRate the estimate that both ends use
     * @param key Bob's frame, corrected in place
     */
    public CascadeCorrector(Permutations permutations, double errorRate, BitArray key) {
        this.permutations = permutations;
        this.logFrame = permutations.logFrame();
        this.size = 1 << logFrame;
        this.logTop = CascadeSchedule.logBlockSizes(logFrame, errorRate);
        if (key.size() != size) {
            throw new IllegalArgumentException("frame of " + key.size() + " bits; " + size + " are needed");
        }
        this.key = key;
        this.waiting = new int[logFrame + 1][16];
        this.waitingCount = new int[logFrame + 1];
        this.settled = new BitArray(size);
    }

    /** Adds the next batch of questions; none when the frame is finished. */
    @Override
    public void ask(Questions questions) {
        int before = questions.count();
        resolvePairs();
        int together = logTop[0] + TOGETHER;
        for (int log = 1; log <= logFrame && (questions.count() == before || log <= together); log++) {
            askAll(log, log > together, questions);
        }
        if (questions.count() == before && started < CascadeSchedule.PASSES) {
            startPasses(questions);
        }
        if (questions.count() > before) {
            rounds++;
        }
    }

    /**
     * The first passes begin one by one. The last ones, of two halves each, begin together: their parities have to be
     * asked in any case, and a search in one of them answers for the others.
     */
    private void startPasses(Questions questions) {
        questions.add(started, 0);
        for (int pass = started + 1; started >= FIRST_OF_HALVES && pass < CascadeSchedule.PASSES; pass++) {
            questions.add(pass, 0);
        }
    }

    /** An odd node of two bits of which one is settled needs no question: the error is the other one. */
    private void resolvePairs() {
        boolean more = true;
        while (more) {
            // What one pair settles can be a bit of another one.
            more = resolveSomePairs();
        }
    }

    private boolean resolveSomePairs() {
        boolean some = false;
        int kept = 0;
        for (int i = 0; i < waitingCount[1]; i++) {
            int item = waiting[1][i];
            int pass = item >>> Questions.PASS_SHIFT;
            int node = item & Questions.NODE_MASK;
            int leftSettled = settled.get(permutations.bitAt(pass, 2 * node - size));
            int rightSettled = settled.get(permutations.bitAt(pass, 2 * node + 1 - size));
            boolean open = passes[pass].isOdd(node) && !passes[pass].isKnown(2 * node);
            if (open && leftSettled == rightSettled) {
                waiting[1][kept++] = item;
                continue;
            }
            passes[pass].dequeue(node);
            if (open) {
                learnPair(pass, 2 * node, rightSettled);
                some = true;
            }
        }
        waitingCount[1] = kept;
        return some;
    }

    /** The bits of an odd node of two: the left one is wrong or the right one. */
    private void learnPair(int pass, int left, int oddLeft) {
        settle(pass, left, oddLeft);
        settle(pass, left + 1, 1 - oddLeft);
        correct(permutations.bitAt(pass, left + 1 - oddLeft - size));
    }

    private void settle(int pass, int leaf, int odd) {
        passes[pass].learn(leaf, odd);
        settled.set(permutations.bitAt(pass, leaf - size), 1);
    }

    /** Asks about the odd nodes of a size; large ones of one pass only, for those of two passes may hold the same error. */
    private void askAll(int log, boolean large, Questions questions) {
        int[] items = waiting[log];
        int count = waitingCount[log];
        int kept = 0;
        int onlyPass = -1;
        for (int i = 0; i < count; i++) {
            int pass = items[i] >>> Questions.PASS_SHIFT;
            int node = items[i] & Questions.NODE_MASK;
            boolean open = passes[pass].isOdd(node) && !passes[pass].isKnown(2 * node);
            if (open && large && onlyPass >= 0 && onlyPass != pass) {
                items[kept++] = items[i];
                continue;
            }
            passes[pass].dequeue(node);
            if (open) {
                onlyPass = pass;
                questions.add(pass, node);
            }
        }
        waitingCount[log] = kept;
    }

    /** How many parities answer these questions. */
    @Override
    public int answersDue(Questions questions) {
        int due = 0;
        for (int i = 0; i < questions.count(); i++) {
            int pass = questions.get(i) >>> Questions.PASS_SHIFT;
            boolean top = (questions.get(i) & Questions.NODE_MASK) == 0;
            due += top ? (size >> logTop[pass]) - (pass == 0 ? 0 : 1) : 1;
        }
        return due;
    }

    /** Uses the answers to the last batch, of which the first {@code questions.count()} questions were this frame's. */
    @Override
    public void apply(Questions questions, Answers answers) {
        for (int i = 0; i < questions.count(); i++) {
            int pass = questions.get(i) >>> Questions.PASS_SHIFT;
            int node = questions.get(i) & Questions.NODE_MASK;
            if (node == 0) {
                startPass(pass, answers);
            } else {
                split(pass, node, answers.next());
            }
        }
    }

    private void startPass(int pass, Answers answers) {
        CascadePass state = new CascadePass(logFrame, logTop[pass]);
        passes[pass] = state;
        started = pass + 1;
        int block = 1 << logTop[pass];
        int blocks = size / block;
        int total = 0;
        for (int b = 0; b < blocks; b++) {
            int oddParity;
            if (pass > 0 && b == blocks - 1) {
                oddParity = total;
            } else if (pass > 0 && blocks == 2) {
                oddParity = answers.next() ^ permutations.parityOfFirstHalf(pass, key);
            } else {
                oddParity = answers.next() ^ table(pass).parity(b * block, (b + 1) * block);
            }
            total ^= oddParity;
            state.learn(blocks + b, oddParity);
            if (oddParity != 0) {
                enqueue(pass, blocks + b);
            }
        }
    }

    private void split(int pass, int node, int parity) {
        CascadePass state = passes[pass];
        int left = 2 * node;
        int log = Integer.numberOfLeadingZeros(left) - Integer.numberOfLeadingZeros(size);
        int from = (left << log) - size;
        int oddLeft = parity ^ table(pass).parity(from, from + (1 << log));
        int oddRight = (state.isOdd(node) ? 1 : 0) ^ oddLeft;
        if (log == 0) {
            settle(pass, left, oddLeft);
            settle(pass, left + 1, oddRight);
        } else {
            state.learn(left, oddLeft);
            state.learn(left + 1, oddRight);
        }
        if (oddLeft != 0) {
            found(pass, left);
        }
        if (oddRight != 0 && state.isOdd(left + 1)) {
            found(pass, left + 1);
        }
    }

    private void found(int pass, int node) {
        if (node >= size) {
            correct(permutations.bitAt(pass, node - size));
        } else {
            enqueue(pass, node);
        }
    }

    /** Flips a bit and, in every pass so far, the known nodes that hold it. */
    private void correct(int bit) {
        key.flip(bit);
        corrected++;
        for (int pass = 0; pass < started; pass++) {
            CascadePass state = passes[pass];
            int position = permutations.positionOf(pass, bit);
            if (state.table != null) {
                state.table.flip(position);
            }
            int leaf = size + position;
            for (int depth = state.logTop; depth >= 0 && state.isKnown(leaf >>> depth); depth--) {
                if (state.toggle(leaf >>> depth) && depth > 0) {
                    enqueue(pass, leaf >>> depth);
                }
            }
        }
    }

    private void enqueue(int pass, int node) {
        if (!passes[pass].enqueue(node)) {
            return;
        }
        int log = Integer.numberOfLeadingZeros(node) - Integer.numberOfLeadingZeros(size);
        if (waitingCount[log] == waiting[log].length) {
            waiting[log] = Arrays.copyOf(waiting[log], waitingCount[log] * 2);
        }
        waiting[log][waitingCount[log]++] = pass << Questions.PASS_SHIFT | node;
    }

    private ParityTable table(int pass) {
        CascadePass state = passes[pass];
        if (state.table == null) {
            state.table = new ParityTable(permutations, pass, state.logTop, key);
        }
        return state.table;
    }

    /** Bits flipped so far. */
    @Override
    public int correctedBits() {
        return corrected;
    }

    /** Batches asked so far. */
    @Override
    public int rounds() {
        return rounds;
    }

    @Override
    public void wipe() {
        for (CascadePass pass : passes) {
            if (pass != null && pass.table != null) {
                pass.table.wipe();
            }
        }
    }
}
