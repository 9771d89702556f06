package io.lumenvault.db.qkd;

import java.time.Instant;

/**
 * A link as its status shows it. Figures that no module reported yet are null.
 *
 * @param link the QKD link
 * @param state the module's state, or null
 * @param alarm the module's alarm, else the key manager's own, or null
 * @param qber quantum bit error rate
 * @param siftedRate sifted bits a second
 * @param secretRate net secret bits a second
 * @param epsilon composed security parameter
 * @param reportedAt when the module last reported
 * @param pool what is in store
 * @param blocks blocks accepted
 * @param discarded blocks that differed
 * @param pending blocks not compared yet
 * @param chsh CHSH value, or null where the protocol does not measure it
 * @param chshSigma its standard deviation, or null
 */
public record LinkFigures(String link, String state, String alarm, Double qber, Double siftedRate, Double secretRate,
        Double epsilon, Instant reportedAt, PoolFigures pool, long blocks, long discarded, long pending, Double chsh, Double chshSigma) {}
