package io.lumenvault.qkd.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.qkd.ingest.Delivery;
import java.io.IOException;

/** The end that joins at its module the key stream that the master names. */
final class PushedSlave implements Session {
    private static final long PAUSE_MS = 1000;

    private final Etsi004Client module;
    private final NumberFile numbers;
    private final PushedStream stream;
    private final Delivery delivery;
    private final Slave slave;

    PushedSlave(Slave slave, Etsi004Client module, NumberFile numbers, PushedStream stream, Delivery delivery) {
        this.module = module;
        this.numbers = numbers;
        this.stream = stream;
        this.delivery = delivery;
        this.slave = slave;
    }

    /** Looks after the stream; where it fails, the master's next word opens it anew. */
    @Override
    public void run() throws SourceException, InterruptedException {
        delivery.state().enter("start");
        try {
            while (true) {
                Thread.sleep(PAUSE_MS);
                if (!slave.check()) {
                    stream.watch();
                }
            }
        } finally {
            leave();
        }
    }

    /** A stream that this end has closed is not joined again: its indexes would begin anew. The master is told by the next number. */
    private synchronized void leave() throws InterruptedException {
        if (stream.number() >= 0) {
            numbers.skipTo(stream.number() + 2);
            stream.end();
        }
    }

    /** Joins a stream; said again, it is joined already. */
    synchronized PeerListener.Answer join(byte[] body) throws IOException, InterruptedException {
        return slave.answer(body, this::join);
    }

    private PeerListener.Answer join(JsonNode message) throws InterruptedException {
        long number = message.path("sequence").asLong(-1);
        String id = message.path("key_stream_id").asText();
        int chunkBytes = message.path("bytes").asInt(-1);
        if (number < 0 || id.isEmpty() || chunkBytes < 0) {
            return PeerListener.Answer.failure(400, "'sequence' and 'bytes' from 0 and 'key_stream_id' are needed");
        }
        byte[] digest = PushedStream.digest(number, id);
        // This end may have been started anew in the middle of its stream.
        boolean again = numbers.isLast(number, digest);
        if (!again && number < numbers.next()) {
            return slave.notTaken();
        }
        if (!stream.is(number, id)) {
            try {
                open(number, id, chunkBytes, again ? null : digest);
            } catch (SourceException e) {
                if (again && e.kind() != SourceException.Kind.LATER) {
                    numbers.skipTo(number + 2);
                }
                return slave.failure(e);
            }
        }
        stream.heard(message.path("room").asBoolean(true));
        return slave.taken(number);
    }

    private void open(long number, String id, int chunkBytes, byte[] digest) throws SourceException, InterruptedException {
        stream.end();
        Etsi004Client.Opened opened = module.open(id);
        boolean begun = false;
        try {
            if (opened.chunkBytes() != chunkBytes) {
                throw new SourceException(SourceException.Kind.REFUSED, "the module here offers chunks of " + opened.chunkBytes()
                        + " bytes, that of the master " + chunkBytes);
            }
            if (digest != null) {
                numbers.use(number, digest);
            }
            stream.begin(number, opened);
            begun = true;
        } finally {
            if (!begun) {
                numbers.skipTo(number + 2);
                stream.close(id);
            }
        }
    }
}
