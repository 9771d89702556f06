package io.lumenvault.qkd.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.qkd.distillation.SequenceFile;
import io.lumenvault.qkd.ingest.Delivery;
import java.io.IOException;

/** The end that joins at its module the key stream that the master names. */
final class PushedSlave implements Session {
    private final Etsi004Client module;
    private final SequenceFile numbers;
    private final PushedStream stream;
    private final Slave slave;

    PushedSlave(SourceConfig config, Etsi004Client module, SequenceFile numbers, PushedStream stream, Delivery delivery, SourceBlocks blocks) {
        this.module = module;
        this.numbers = numbers;
        this.stream = stream;
        this.slave = new Slave(config, delivery, blocks);
    }

    @Override
    public void run() throws InterruptedException {
        try {
            slave.await();
        } finally {
            stream.end();
        }
    }

    /** Joins a stream; said again, it is joined already. */
    synchronized PeerListener.Answer join(byte[] body) throws IOException, InterruptedException {
        JsonNode message = slave.read(body);
        long number = message.path("sequence").asLong(-1);
        String id = message.path("key_stream_id").asText();
        if (number < 0 || id.isEmpty()) {
            return PeerListener.Answer.failure(400, "'sequence' from 0 and 'key_stream_id' are needed");
        }
        // The last number may come again: this end may have been started anew in the middle of its stream.
        if (number < numbers.next() - 1) {
            return Slave.next(numbers.next());
        }
        if (!stream.is(number, id)) {
            try {
                stream.end();
                module.open(id);
                numbers.advance(number + 1);
                stream.begin(number, id);
            } catch (SourceException e) {
                return slave.failure(e);
            }
        }
        return Slave.next(number + 1);
    }
}
