package io.lumenvault.qkd.distillation;

import io.lumenvault.qkd.authentication.KeyPool;
import io.lumenvault.qkd.authentication.Pad;
import io.lumenvault.qkd.authentication.PolynomialHash;
import io.lumenvault.qkd.authentication.WegmanCarter;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The classical channel with its transcript: the messages of each direction since {@link #begin} are hashed as they
 * pass, those sent with this end's key and those received with the peer's. A tag is the hash, under the key of the end
 * that gives it, of both hashes, plus a pad: it vouches for what that end sent and for what it received. The hashes
 * themselves never leave an end.
 */
final class AuthenticatedChannel implements AutoCloseable {
    private final boolean alice;
    private final MessageChannel wire;
    private final KeyPool pool;
    private final PolynomialHash outgoing;
    private final PolynomialHash incoming;
    private long transcriptBytes;
    private byte[] both;

    AuthenticatedChannel(boolean alice, MessageChannel wire, KeyPool pool) {
        this.alice = alice;
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
        forget();
        cover(outgoing, context);
        cover(incoming, context);
    }

    private void cover(PolynomialHash direction, byte[] data) {
        direction.update(data);
        transcriptBytes += data.length;
    }

    private void cover(PolynomialHash direction, MessageType type, byte[] payload) {
        if (both != null) {
            throw new IllegalStateException("message " + type + " after the tags of its stage");
        }
        cover(direction, ByteBuffer.allocate(5).putInt(payload.length).put((byte) type.ordinal()).array());
        cover(direction, payload);
    }

    /** The hash of Alice's messages and that of Bob's; no message follows in this stage. */
    private byte[] both() {
        if (both == null) {
            byte[] ours = outgoing.finish();
            byte[] theirs = incoming.finish();
            both = ByteBuffer.allocate(2 * PolynomialHash.HASH_BYTES).put(alice ? ours : theirs).put(alice ? theirs : ours).array();
        }
        return both;
    }

    private void forget() {
        if (both != null) {
            Arrays.fill(both, (byte) 0);
        }
        both = null;
    }

    private byte[] sealed(PolynomialHash direction, Pad pad) {
        byte[] covered = both();
        direction.reset();
        byte[] tag = WegmanCarter.seal(direction.update(covered).finish(), pad.bytes());
        pad.wipe();
        return tag;
    }

    void send(MessageType type, byte[] payload) {
        cover(outgoing, type, payload);
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
        cover(incoming, got, message.payload());
        return message;
    }

    /** Sends the tag of the stage. */
    void sendTag() {
        Pad pad = pool.takeForSending();
        wire.send(MessageType.TAG.ordinal(), new Tag(pad.segment(), pad.offset(), sealed(outgoing, pad)).toBytes());
    }

    /** Waits for the peer's tag of the stage and checks it. */
    void receiveTag() {
        MessageChannel.Message message = wire.receive();
        if (MessageType.of(message.type()) != MessageType.TAG) {
            throw new LinkException(LinkException.Cause.MALFORMED, "no tag where one is due");
        }
        Tag theirs = Tag.fromBytes(message.payload());
        Pad pad = theirs.pad(pool);
        theirs.require(sealed(incoming, pad), pool);
        pool.accept(pad);
    }

    /**
     * Chance that a forged tag of this stage, one at each end, would have passed. The hash of L blocks is a polynomial of degree L + 1 in
     * its key and stands before the third power of it in the tag of its own end: (L + 4) / 2^128. The other direction's,
     * under another key, has to collide: (L' + 1) / 2^128. Each L rounds up.
     */
    double forgeryProbability() {
        return 2 * (transcriptBytes / 16.0 + 7) * 0x1p-128;
    }

    @Override
    public void close() {
        forget();
        outgoing.close();
        incoming.close();
    }
}
