package io.lumenvault.qkd.estimation;

/** The bound for finite blocks of a protocol: how many secret bits a block holds. */
@FunctionalInterface
public interface FiniteKey {
    /**
     * The secret bits, 0 or more.
     *
     * @param counts exact counts of the block
     * @param keyErrors errors of the key basis by intensity, as reconciliation found them
     * @param disclosedBits lambda_EC, everything that was said about the key bits
     * @param errorsPublic whether reconciliation tells what the errors were
     */
    long secretBits(DecoyCounts counts, long[] keyErrors, double disclosedBits, boolean errorsPublic);
}
