package io.lumenvault.hsm;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Brings what CKM_ECDSA answers, r and s of equal length one after the other, into DER: ECDSA-Sig-Value (RFC 3279 clause 2.2.3). */
final class EcdsaSignature {

    private static final byte INTEGER = 0x02;
    private static final byte SEQUENCE = 0x30;

    private EcdsaSignature() {
    }

    /** @param raw r and s of P-256, 32 bytes each; the DER form of that fits the short form of lengths */
    static byte[] der(byte[] raw) {
        int half = raw.length / 2;
        byte[] r = new BigInteger(1, Arrays.copyOf(raw, half)).toByteArray();
        byte[] s = new BigInteger(1, Arrays.copyOfRange(raw, half, raw.length)).toByteArray();
        int content = 2 + r.length + 2 + s.length;
        return ByteBuffer.allocate(2 + content).put(SEQUENCE).put((byte) content)
                .put(INTEGER).put((byte) r.length).put(r).put(INTEGER).put((byte) s.length).put(s).array();
    }
}
