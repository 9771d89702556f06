package io.lumenvault.qkd.reconciliation;

/**
 * Bob's side of the reconciliation of one frame. Call {@link #ask} and {@link #apply} in turn until {@link #ask} adds
 * no question; the key given is corrected in place. Whether it came out equal is for verification to say.
 */
public interface Corrector {
    /** Adds the next batch of questions; none when the frame is finished or given up. */
    void ask(Questions questions);

    /** How many parities answer these questions. */
    int answersDue(Questions questions);

    /** Uses the answers to the last batch, of which the first {@code questions.count()} questions were this frame's. */
    void apply(Questions questions, Answers answers);

    /** Bits flipped so far. */
    int correctedBits();

    /** Batches asked so far. */
    int rounds();

    /** Wipes what was made of the key and of its errors; nothing is asked any more. The key itself stays. */
    void wipe();
}
