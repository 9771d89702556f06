package io.lumenvault.qkd.protocol.mdi;

/**
 * The Bell states that a beam splitter with four detectors tells apart: one click of either polarisation, at the same port or at
 * different ones.
 */
enum BellState {
    /** The singlet: photons that meet in it are different in any basis. */
    PSI_MINUS(1),
    /** The triplet: different in the key basis, equal in the other. */
    PSI_PLUS(0);

    private final int testFlip;

    BellState(int testFlip) {
        this.testFlip = testFlip;
    }

    /**
     * What Bob adds to his bit to have Alice's (table I of Lo, Curty and Qi, PRL 108, 130503).
     *
     * @param basis 0 for the key basis, 1 for the other
     */
    int flip(int basis) {
        return basis == 0 ? 1 : testFlip;
    }

    BellState other() {
        return this == PSI_MINUS ? PSI_PLUS : PSI_MINUS;
    }
}
