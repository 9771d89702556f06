package io.lumenvault.cli.drill;


import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.message.RequestHeader;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.payload.Register;
import io.lumenvault.kmip.spec.ProtocolVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Register messages with a known key in them, broken in many ways. */
final class CanaryMessages {

    private static final int TYPES = 12;
    private static final int OFFSET_OF_TYPE = 5;
    private static final int ANSWER_MILLIS = 20_000;

    private CanaryMessages() {}

    static void send(DrillSites sites, byte[] key) throws IOException {
        SSLContext tls = sites.tls("kmip-client-a");
        int sent = 0;
        for (ProtocolVersion version : List.of(ProtocolVersion.V1_4, ProtocolVersion.V2_1)) {
            for (byte[] message : broken(version, key)) {
                try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", sites.a().kmipPort())) {
                    socket.setSoTimeout(ANSWER_MILLIS);
                    socket.getOutputStream().write(message);
                    socket.shutdownOutput();
                    socket.getInputStream().readAllBytes();
                    sent++;
                }
            }
        }
        Expect.that(sent > 2 * TYPES, "messages sent");
    }

    private static List<byte[]> broken(ProtocolVersion version, byte[] key) {
        byte[] good = RequestMessage.of(RequestHeader.of(version),
                List.of(new Register.Request(Attributes.of(CanaryFlows.usage()), CanaryFlows.key(key), List.of()))).toBytes();
        int at = indexOf(good, key);
        List<byte[]> all = new ArrayList<>();
        for (byte type = 0; type < TYPES; type++) {
            byte[] otherType = good.clone();
            otherType[at - OFFSET_OF_TYPE] = type;
            all.add(otherType);
        }
        for (int tagByte = 1; tagByte <= 3; tagByte++) {
            byte[] otherTag = good.clone();
            otherTag[at - OFFSET_OF_TYPE - tagByte] ^= 0x15;
            all.add(otherTag);
        }
        for (int length : new int[] {0, 1, 8, 31, 33, 64, 1 << 30, -1}) {
            all.add(withInt(good, at - 4, length));
            all.add(withInt(good, 4, length));
        }
        for (int end : new int[] {at + 1, at + 16, at + key.length}) {
            all.add(Arrays.copyOf(good, end));
            all.add(withInt(Arrays.copyOf(good, end), 4, end - 8));
        }
        // The key where a message should begin, and after one.
        all.add(key.clone());
        byte[] followed = Arrays.copyOf(good, good.length + key.length);
        System.arraycopy(key, 0, followed, good.length, key.length);
        all.add(followed);
        return all;
    }

    private static byte[] withInt(byte[] message, int at, int value) {
        byte[] changed = message.clone();
        ByteBuffer.wrap(changed).putInt(at, value);
        return changed;
    }

    private static int indexOf(byte[] message, byte[] key) {
        for (int i = 0; i + key.length <= message.length; i++) {
            if (Arrays.equals(message, i, i + key.length, key, 0, key.length)) {
                return i;
            }
        }
        throw new IllegalArgumentException("the message does not hold the key");
    }
}
