package io.lumenvault.qkd.reconciliation;

import io.lumenvault.qkd.bits.BitArray;
import java.util.Arrays;

/**
 * Bob's side for one frame. He asks for the syndrome and decodes the pattern of errors. Where that fails he asks for the
 * bits that the decoder is least sure of and decodes again: the symmetric blind method of Kiktenko et al.
 * (arXiv:1612.03673). His questions depend on the pattern of errors alone.
 */
final class LdpcCorrector implements Corrector {
    static final int SYNDROME = 0;
    static final int BIT = 1;
    /** Share of the checks that the first request for bits has; each further one is larger by half. */
    private static final double FIRST_REQUEST = 0.01;
    private static final double GROWTH = 1.5;
    /** Share of the frame beyond which what is disclosed leaves no key, at any error rate that can be corrected. */
    private static final double MOST_DISCLOSED = 0.75;

    private final LdpcDecoder decoder;
    private final LdpcCode code;
    private final BitArray key;
    private final byte[] pinned;
    private byte[] difference;
    private int[] wanted = new int[0];
    private int request;
    private int asked;
    private int corrected;
    private int rounds;
    private boolean finished;

    LdpcCorrector(LdpcDecoder decoder, BitArray key) {
        this.decoder = decoder;
        this.code = decoder.code();
        if (key.size() != code.size()) {
            throw new IllegalArgumentException("frame of " + key.size() + " bits; " + code.size() + " are needed");
        }
        this.key = key;
        this.pinned = new byte[code.size()];
    }

    @Override
    public void ask(Questions questions) {
        if (finished) {
            return;
        }
        rounds++;
        if (difference == null) {
            questions.add(SYNDROME, 0);
        }
        for (int bit : wanted) {
            questions.add(BIT, bit);
        }
    }

    @Override
    public int answersDue(Questions questions) {
        int due = 0;
        for (int i = 0; i < questions.count(); i++) {
            due += questions.get(i) >>> Questions.PASS_SHIFT == SYNDROME ? code.checks() : 1;
        }
        return due;
    }

    @Override
    public void apply(Questions questions, Answers answers) {
        if (questions.count() == 0) {
            return;
        }
        if (difference == null) {
            difference = code.syndrome(key);
            for (int c = 0; c < difference.length; c++) {
                difference[c] = (byte) -(difference[c] ^ answers.next());
            }
        }
        for (int bit : wanted) {
            pinned[bit] = answers.next() == key.get(bit) ? LdpcDecoder.RIGHT : LdpcDecoder.WRONG;
        }
        if (decoder.decode(difference, pinned)) {
            correct();
            finished = true;
        } else {
            int more = (int) Math.ceil(code.checks() * FIRST_REQUEST * Math.pow(GROWTH, request++));
            finished = code.checks() + asked + more > MOST_DISCLOSED * code.size();
            wanted = finished ? new int[0] : decoder.leastSure(pinned, more);
            asked += wanted.length;
        }
        if (finished) {
            Arrays.fill(pinned, (byte) 0);
            Arrays.fill(difference, (byte) 0);
        }
    }

    private void correct() {
        for (int bit = 0; bit < code.size(); bit++) {
            if (decoder.isError(bit)) {
                key.flip(bit);
                corrected++;
            }
        }
    }

    @Override
    public int correctedBits() {
        return corrected;
    }

    @Override
    public int rounds() {
        return rounds;
    }
}
