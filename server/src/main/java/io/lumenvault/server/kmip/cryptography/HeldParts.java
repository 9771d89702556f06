package io.lumenvault.server.kmip.cryptography;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/** A cipher that works on whole messages: parts are held until the last has come. */
final class HeldParts implements MessageOperation {

    private static final byte[] NOTHING = new byte[0];

    private final UnaryOperator<byte[]> whole;
    private byte[] held = NOTHING;

    /** @param whole turns the message into what comes out */
    HeldParts(UnaryOperator<byte[]> whole) {
        this.whole = whole;
    }

    @Override
    public byte[] update(byte[] part) {
        byte[] longer = Arrays.copyOf(held, held.length + part.length);
        System.arraycopy(part, 0, longer, held.length, part.length);
        Arrays.fill(held, (byte) 0);
        held = longer;
        return NOTHING;
    }

    @Override
    public byte[] finish(byte[] part) {
        update(part);
        try {
            return whole.apply(held);
        } finally {
            abandon();
        }
    }

    @Override
    public int held() {
        return held.length;
    }

    @Override
    public void abandon() {
        Arrays.fill(held, (byte) 0);
        held = NOTHING;
    }
}
