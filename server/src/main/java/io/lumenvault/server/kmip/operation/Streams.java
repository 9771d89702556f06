package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.cryptography.MessageOperation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Messages that come in parts, by their Correlation Values (KMIP 2.1 section 7.8): a value serves its principal, operation and object
 * alone, one request at a time, and is forgotten when a part fails or none comes for five minutes. Each principal has few, and little
 * memory for what must be held until the last part. They are kept by the node that began them.
 */
final class Streams {

    static final int MOST = 16;
    static final int MOST_HELD_BYTES = 16 << 20;
    static final Duration LIFE = Duration.ofMinutes(5);

    private final Map<ByteBuffer, Stream> streams = new HashMap<>();

    /** Takes a stream out for its next part; nobody else can have it until it is put back. */
    synchronized MessageOperation take(byte[] correlation, String principal, Operation operation, UUID object, Instant now) {
        forgetExpired(now);
        Stream stream = streams.get(ByteBuffer.wrap(correlation));
        if (stream == null || !stream.principal().equals(principal) || stream.operation() != operation
                || !Objects.equals(stream.object(), object)) {
            throw new KmipException(ResultReason.INVALID_CORRELATION_VALUE, "no " + operation.text()
                    + " of yours is going on under this Correlation Value and object; begin again");
        }
        streams.remove(ByteBuffer.wrap(correlation));
        return stream.work();
    }

    /**
     * Keeps a stream until its next part comes.
     *
     * @throws KmipException where its principal has too many, or they hold too much; it is given up then
     */
    synchronized void put(byte[] correlation, String principal, Operation operation, UUID object, MessageOperation work, Instant now) {
        forgetExpired(now);
        int count = 0;
        long held = work.held();
        for (Stream other : streams.values()) {
            if (other.principal().equals(principal)) {
                count++;
                held += other.work().held();
            }
        }
        if (count >= MOST || held > MOST_HELD_BYTES) {
            work.abandon();
            throw new KmipException(ResultReason.SERVER_LIMIT_EXCEEDED, count >= MOST
                    ? "you have " + count + " operations in parts already; finish one"
                    : "the operations in parts of yours hold more than " + MOST_HELD_BYTES + " bytes; send less in parts");
        }
        streams.put(ByteBuffer.wrap(correlation.clone()), new Stream(principal, operation, object, work, now.plus(LIFE)));
    }

    /** Wipes what no next part has come for. */
    synchronized void forgetExpired(Instant now) {
        streams.values().removeIf(stream -> {
            boolean expired = !stream.expires().isAfter(now);
            if (expired) {
                stream.work().abandon();
            }
            return expired;
        });
    }
}
