package io.lumenvault.qkd.reconciliation;

import io.lumenvault.qkd.bits.BitArray;
import io.lumenvault.qkd.keyrate.BinaryEntropy;
import java.util.Arrays;

/**
 * Bob's side for one frame. He asks for the syndrome and decodes the pattern of errors. Where that fails he asks for the
 * bits that the decoder is least sure of and decodes again: the symmetric blind method of Kiktenko et al.
 * (arXiv:1612.03673). His questions depend on the pattern of errors alone.
 */
final class LdpcCorrector implements Corrector {
    static final int SYNDROME = 0;
    static final int BIT = 1;
    /** Bits of the first request at least, in standard deviations of what frames need; each next one is larger by half. */
    private static final double FIRST_REQUEST = 0.75;
    /** What has to be disclosed, of h(Q), for most frames to be decoded. */
    private static final double ENOUGH = 1.07;
    private static final double GROWTH = 1.5;
    /** Share of the frame beyond which what is disclosed leaves no key, at any error rate that can be corrected. */
    private static final double MOST_DISCLOSED = 0.75;

    private final LdpcDecoder decoder;
    private final LdpcCode code;
    private final BitArray key;
    private byte[] difference;
    private double errorRate;
    /** Bits asked for so far, and whether Bob's is wrong; the last ones are {@link #wanted}. */
    private int[] known = new int[0];
    private boolean[] wrong = new boolean[0];
    private int[] wanted = new int[0];
    private int request;
    private int corrected;
    private int rounds;
    private boolean finished;

    LdpcCorrector(LdpcDecoder decoder, double errorRate, BitArray key) {
        this.decoder = decoder;
        this.code = decoder.code();
        if (key.size() != code.size()) {
            throw new IllegalArgumentException("frame of " + key.size() + " bits; " + code.size() + " are needed");
        }
        this.key = key;
        this.errorRate = errorRate;
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
            errorRate = LdpcErrorRate.of(code, difference, errorRate);
        }
        learn(answers);
        decoder.begin(difference, errorRate);
        if (decoder.decode(known, wrong)) {
            correct();
            finished = true;
        } else {
            int more = request();
            finished = code.checks() + known.length + more > MOST_DISCLOSED * code.size();
            wanted = finished ? new int[0] : decoder.leastSure(more);
        }
        if (finished) {
            wipe();
        }
    }

    private void learn(Answers answers) {
        int before = known.length;
        known = Arrays.copyOf(known, before + wanted.length);
        wrong = Arrays.copyOf(wrong, known.length);
        for (int i = 0; i < wanted.length; i++) {
            known[before + i] = wanted[i];
            wrong[before + i] = answers.next() != key.get(wanted[i]);
        }
    }

    /** How many bits to ask for next: what the error rate lets expect is missing, but no less than the usual request. */
    private int request() {
        double missing = ENOUGH * BinaryEntropy.h(errorRate) * code.size() - code.checks() - known.length;
        double usual = LdpcErrorRate.deviation(code.size(), errorRate) * FIRST_REQUEST * StrictMath.pow(GROWTH, request++);
        return (int) Math.ceil(Math.max(missing, usual));
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

    @Override
    public void wipe() {
        Arrays.fill(wrong, false);
        if (difference != null) {
            Arrays.fill(difference, (byte) 0);
        }
    }
}
