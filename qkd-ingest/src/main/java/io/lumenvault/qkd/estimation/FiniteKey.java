package io.lumenvault.qkd.estimation;

/** The bound for finite blocks of a protocol: how many secret bits a block holds. */
@FunctionalInterface
public interface FiniteKey {
    /**
     * The secret bits, 0 or more, however the frames that were left out were chosen, and whatever reconciliation told of the errors.
     *
     * @param block exact counts of the whole block, frames that failed included
     * @param kept the key bits that stayed, with their errors as reconciliation found them
     * @param disclosedBits lambda_EC, everything that was said about the key bits that stayed
     */
    long secretBits(DecoyCounts block, KeptKey kept, double disclosedBits);
}
