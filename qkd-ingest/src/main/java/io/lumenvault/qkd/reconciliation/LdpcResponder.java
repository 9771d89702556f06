package io.lumenvault.qkd.reconciliation;

import io.lumenvault.qkd.bits.BitArray;

/**
 * Alice's side for one frame: her syndrome, asked for as pass 0 and given once, and single bits, asked for as pass 1 with their index.
 * What is asked for is not authenticated before the end of the stage, so there are never more answers than the frame has bits.
 */
final class LdpcResponder implements Responder {
    private final LdpcCode code;
    private final BitArray key;
    private boolean given;
    private long disclosed;

    LdpcResponder(LdpcCode code, BitArray key) {
        if (key.size() != code.size()) {
            throw new IllegalArgumentException("frame of " + key.size() + " bits; " + code.size() + " are needed");
        }
        this.code = code;
        this.key = key;
    }

    @Override
    public void answer(Questions questions, Answers answers) {
        int before = answers.count();
        for (int i = 0; i < questions.count(); i++) {
            int kind = questions.get(i) >>> Questions.PASS_SHIFT;
            int index = questions.get(i) & Questions.NODE_MASK;
            if (disclosed + answers.count() - before >= code.size()) {
                throw new IllegalArgumentException("more is asked for than the " + code.size() + " bits of the frame");
            }
            if (kind == LdpcCorrector.SYNDROME && index == 0) {
                if (given) {
                    throw new IllegalArgumentException("the syndrome is asked for twice");
                }
                given = true;
                for (byte parity : code.syndrome(key)) {
                    answers.add(parity);
                }
            } else if (kind == LdpcCorrector.BIT && index < code.size()) {
                answers.add(key.get(index));
            } else {
                throw new IllegalArgumentException("question for item " + index + " of kind " + kind + " is out of range");
            }
        }
        disclosed += answers.count() - before;
    }

    @Override
    public long disclosedBits() {
        return disclosed;
    }

    @Override
    public void wipe() {
        // It holds nothing but the key, which stays, and counts.
    }
}
