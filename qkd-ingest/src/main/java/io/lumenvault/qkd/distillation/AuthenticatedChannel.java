package io.lumenvault.qkd.distillation;

import io.lumenvault.qkd.authentication.KeyPool;
import io.lumenvault.qkd.authentication.Pad;
import io.lumenvault.qkd.authentication.PolynomialHash;
import io.lumenvault.qkd.authentication.WegmanCarter;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * The classical channel with its transcript: every message of either direction is hashed as it passes, and a tag
 * covers the stage since {@link #begin}. Each end tags with its own hash key and its own pads.
 */
final class AuthenticatedChannel implements AutoCloseable {
    private static final int TAG_PAYLOAD = Long.BYTES + Integer.BYTES + WegmanCarter.TAG_BYTES;

    private final MessageChannel wire;
    private final KeyPool pool;
    private final PolynomialHash outgoing;
    private final PolynomialHash incoming;
    private long transcriptBytes;

    AuthenticatedChannel(MessageChannel wire, KeyPool pool) {
        this.wire = wire;
        this.pool = pool;
        this.outgoing = pool.outgoingHash();
        this.incoming = pool.incomingHash();
    }

    /** Starts the transcript of a stage with what sets it apart from every other stage. */
    void begin(byte[] context) {
        outgoing.reset();
        incoming.reset();
        transcriptBytes = 0;
        cover(context);
    }

    private void cover(byte[] data) {
        outgoing.update(data);
        incoming.update(data);
        transcriptBytes += data.length;
    }

    private void cover(MessageType type, byte[] payload) {
        cover(ByteBuffer.allocate(5).putInt(payload.length).put((byte) type.ordinal()).array());
        cover(payload);
    }

    void send(MessageType type, byte[] payload) {
        cover(type, payload);
        wire.send(type.ordinal(), payload);
    }

    /** Waits for a message of this type. */
    byte[] receive(MessageType type) {
        return receive(type, type).payload();
    }

    /** Waits for a message of one of two types. */
    MessageChannel.Message receive(MessageType type, MessageType other) {
        MessageChannel.Message message = wire.receive();
        MessageType got = MessageType.of(message.type());
        if (got != type && got != other) {
            throw new LinkException(LinkException.Cause.MALFORMED, "message " + got + " where " + type + " is due");
        }
        cover(got, message.payload());
        return message;
    }

    /** Sends the tag of the stage. */
    void sendTag() {
        Pad pad = pool.takeForSending();
        byte[] tag = WegmanCarter.seal(outgoing.finish(), pad.bytes());
        pad.wipe();
        wire.send(MessageType.TAG.ordinal(),
                ByteBuffer.allocate(TAG_PAYLOAD).putLong(pad.segment()).putInt(pad.offset()).put(tag).array());
    }

    /** Waits for the peer's tag of the stage and checks it. */
    void receiveTag() {
        MessageChannel.Message message = wire.receive();
        if (MessageType.of(message.type()) != MessageType.TAG || message.payload().length != TAG_PAYLOAD) {
            throw new LinkException(LinkException.Cause.MALFORMED, "no tag where one is due");
        }
        ByteBuffer in = ByteBuffer.wrap(message.payload());
        long segment = in.getLong();
        int offset = in.getInt();
        byte[] theirs = new byte[WegmanCarter.TAG_BYTES];
        in.get(theirs);
        Pad pad;
        try {
            pad = pool.lookUp(segment, offset);
        } catch (IllegalArgumentException e) {
            throw new LinkException(LinkException.Cause.AUTHENTICATION, "authentication failed: " + e.getMessage());
        }
        byte[] ours = WegmanCarter.seal(incoming.finish(), pad.bytes());
        pad.wipe();
        if (!MessageDigest.isEqual(ours, theirs)) {
            throw new LinkException(LinkException.Cause.AUTHENTICATION, "authentication failed: wrong tag");
        }
        pool.accept(pad);
    }

    /** Chance that one forged tag of this stage would have passed: (L + 1) / 2^128. */
    double forgeryProbability() {
        return (transcriptBytes / 16.0 + 2) * 0x1p-128;
    }

    @Override
    public void close() {
        outgoing.close();
        incoming.close();
    }
}
