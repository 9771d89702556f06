package io.lumenvault.server.kmip.cryptography;

/** An authenticated encryption that works on whole messages. */
final class HeldAead implements MessageOperation {

    private final MessageOperation whole;
    private final HeldParts parts;

    HeldAead(MessageOperation whole) {
        this.whole = whole;
        this.parts = new HeldParts(whole::finish);
    }

    @Override
    public byte[] update(byte[] part) {
        return parts.update(part);
    }

    @Override
    public byte[] finish(byte[] part) {
        return parts.finish(part);
    }

    @Override
    public byte[] tag() {
        return whole.tag();
    }

    @Override
    public int held() {
        return parts.held();
    }

    @Override
    public void abandon() {
        parts.abandon();
    }
}
