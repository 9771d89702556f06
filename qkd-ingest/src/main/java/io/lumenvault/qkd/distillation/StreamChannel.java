package io.lumenvault.qkd.distillation;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Messages over a byte stream: length of the payload (4 bytes, big-endian), type (1 byte), payload. From a peer that is not authenticated
 * yet only as much as a hello is taken.
 */
public final class StreamChannel implements MessageChannel {
    private static final int MOST_AUTHENTICATED = 64 << 20;
    private static final int CHUNK = 1 << 20;

    private final DataInputStream in;
    private final DataOutputStream out;
    private int mostPayload = Hello.MOST_BYTES;

    public StreamChannel(InputStream in, OutputStream out) {
        this.in = new DataInputStream(new BufferedInputStream(in, 1 << 16));
        this.out = new DataOutputStream(new BufferedOutputStream(out, 1 << 16));
    }

    @Override
    public void send(int type, byte[] payload) {
        try {
            out.writeInt(payload.length);
            out.writeByte(type);
            out.write(payload);
            out.flush();
        } catch (IOException e) {
            throw lost(e);
        }
    }

    @Override
    public Message receive() {
        try {
            int length = in.readInt();
            int type = in.readUnsignedByte();
            if (length < 0 || length > mostPayload) {
                throw new LinkException(LinkException.Cause.MALFORMED, "message of " + (length & 0xFFFFFFFFL)
                        + " bytes; at most " + mostPayload + " are allowed");
            }
            return new Message(type, read(length));
        } catch (IOException e) {
            throw lost(e);
        }
    }

    @Override
    public void authenticated() {
        mostPayload = MOST_AUTHENTICATED;
    }

    /** Memory grows with what really arrives, not with what the length claims. */
    private byte[] read(int length) throws IOException {
        if (length <= CHUNK) {
            byte[] payload = new byte[length];
            in.readFully(payload);
            return payload;
        }
        byte[] payload = in.readNBytes(length);
        if (payload.length < length) {
            throw new EOFException();
        }
        return payload;
    }

    private static LinkException lost(IOException e) {
        String reason = e instanceof EOFException ? "the peer closed it" : e.getMessage();
        return new LinkException(LinkException.Cause.LOST, "classical channel lost: " + reason);
    }
}
