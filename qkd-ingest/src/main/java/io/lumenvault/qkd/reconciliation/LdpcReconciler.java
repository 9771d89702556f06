package io.lumenvault.qkd.reconciliation;

import io.lumenvault.qkd.bits.BitArray;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The codes used last, since the estimate of the error rate moves between a few of them from block to block, and one
 * decoder for all frames. Not safe for use by several threads.
 */
final class LdpcReconciler implements Reconciler {
    private static final int KEPT_CODES = 16;
    private static final float LOAD = 0.75f;

    private final int logFrame;
    private final Map<Integer, LdpcCode> codes = new LinkedHashMap<>(KEPT_CODES, LOAD, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, LdpcCode> eldest) {
            return size() > KEPT_CODES;
        }
    };
    private LdpcDecoder decoder;

    LdpcReconciler(int logFrame) {
        this.logFrame = logFrame;
    }

    private LdpcCode code(double errorRate) {
        return codes.computeIfAbsent(LdpcCode.rowsFor(logFrame, errorRate), rows -> LdpcConstruction.code(logFrame, rows));
    }

    @Override
    public Corrector corrector(double errorRate, BitArray key) {
        LdpcCode forRate = code(errorRate);
        if (decoder == null || decoder.code() != forRate) {
            decoder = new LdpcDecoder(forRate);
        }
        return new LdpcCorrector(decoder, errorRate, key);
    }

    @Override
    public Responder responder(double errorRate, BitArray key) {
        return new LdpcResponder(code(errorRate), key);
    }
}
