package io.lumenvault.qkd.distillation;

import io.lumenvault.qkd.authentication.KeyPool;
import io.lumenvault.qkd.authentication.Pad;
import io.lumenvault.qkd.authentication.PolynomialHash;
import io.lumenvault.qkd.authentication.WegmanCarter;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * A Wegman-Carter tag as it crosses the channel, with the place of the pad under it: segment (8 bytes), offset (4), tag (16).
 *
 * @param segment pool segment of the pad
 * @param offset offset of the pad in its direction's half
 * @param bytes the tag
 */
record Tag(long segment, int offset, byte[] bytes) {
    static final int BYTES = Long.BYTES + Integer.BYTES + WegmanCarter.TAG_BYTES;

    /** Tags a message of this end; costs a pad. */
    static Tag of(KeyPool pool, byte[] message) {
        Pad pad = pool.takeForSending();
        try (PolynomialHash hash = pool.outgoingHash()) {
            return new Tag(pad.segment(), pad.offset(), WegmanCarter.seal(hash.update(message).finish(), pad.bytes()));
        } finally {
            pad.wipe();
        }
    }

    static Tag fromBytes(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new LinkException(LinkException.Cause.MALFORMED, "tag of " + bytes.length + " bytes; " + BYTES + " are needed");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long segment = in.getLong();
        int offset = in.getInt();
        byte[] tag = new byte[WegmanCarter.TAG_BYTES];
        in.get(tag);
        return new Tag(segment, offset, tag);
    }

    byte[] toBytes() {
        return ByteBuffer.allocate(BYTES).putLong(segment).putInt(offset).put(bytes).array();
    }

    /** The pad that the peer says is under its tag. */
    Pad pad(KeyPool pool) {
        try {
            return pool.lookUp(segment, offset);
        } catch (IllegalArgumentException e) {
            throw new LinkException(LinkException.Cause.AUTHENTICATION, "authentication failed: " + e.getMessage());
        }
    }

    /** Refuses a tag that is not the one due; the pool remembers the attempt. */
    void require(byte[] due, KeyPool pool) {
        if (!MessageDigest.isEqual(due, bytes)) {
            pool.handshake().refused();
            throw new LinkException(LinkException.Cause.AUTHENTICATION, "authentication failed: wrong tag");
        }
    }

    /** Checks the peer's tag of a message; the pad stays good until it is accepted. */
    Pad check(KeyPool pool, byte[] message) {
        Pad pad = pad(pool);
        try (PolynomialHash hash = pool.incomingHash()) {
            require(WegmanCarter.seal(hash.update(message).finish(), pad.bytes()), pool);
        } finally {
            pad.wipe();
        }
        return pad;
    }
}
