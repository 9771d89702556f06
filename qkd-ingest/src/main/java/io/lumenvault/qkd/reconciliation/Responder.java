package io.lumenvault.qkd.reconciliation;

/** Alice's side of the reconciliation of one frame: answers parities of her key and counts them. */
public interface Responder {
    /**
     * Appends the answers to a batch.
     *
     * @throws IllegalArgumentException if a question is out of range
     */
    void answer(Questions questions, Answers answers);

    /** Parities disclosed so far. */
    long disclosedBits();

    /** Wipes what was made of the key; nothing is answered any more. The key itself stays. */
    void wipe();
}
