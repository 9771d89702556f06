package io.lumenvault.server.kmip.cryptography;

/** A cipher for messages up to some length: a longer one is refused before any of it that is too much is worked on. */
final class BoundedMessage implements MessageOperation {

    private final MessageOperation cipher;
    private final long mostBytes;
    private long taken;

    BoundedMessage(MessageOperation cipher, long mostBytes) {
        this.cipher = cipher;
        this.mostBytes = mostBytes;
    }

    @Override
    public byte[] update(byte[] part) {
        take(part);
        return cipher.update(part);
    }

    @Override
    public byte[] finish(byte[] part) {
        take(part);
        return cipher.finish(part);
    }

    private void take(byte[] part) {
        if (part.length > mostBytes - taken) {
            throw Faults.unsupported("the message is longer than the " + mostBytes + " bytes after which its counter would begin anew");
        }
        taken += part.length;
    }

    @Override
    public byte[] tag() {
        return cipher.tag();
    }

    @Override
    public int held() {
        return cipher.held();
    }

    @Override
    public void abandon() {
        cipher.abandon();
    }
}
