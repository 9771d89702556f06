package io.lumenvault.qkd.reconciliation;

import io.lumenvault.qkd.bits.BitArray;

/** One code at a time, made when the error rate asks for another one, and one decoder for all frames. */
final class LdpcReconciler implements Reconciler {
    private final int logFrame;
    private LdpcCode code;
    private LdpcDecoder decoder;

    LdpcReconciler(int logFrame) {
        this.logFrame = logFrame;
    }

    private LdpcCode code(double errorRate) {
        int rows = LdpcCode.rowsFor(logFrame, errorRate);
        if (code == null || code.rows() != rows) {
            code = LdpcConstruction.code(logFrame, rows);
            decoder = null;
        }
        return code;
    }

    @Override
    public Corrector corrector(double errorRate, BitArray key) {
        LdpcCode forRate = code(errorRate);
        if (decoder == null) {
            decoder = new LdpcDecoder(forRate);
        }
        return new LdpcCorrector(decoder, key);
    }

    @Override
    public Responder responder(double errorRate, BitArray key) {
        return new LdpcResponder(code(errorRate), key);
    }
}
