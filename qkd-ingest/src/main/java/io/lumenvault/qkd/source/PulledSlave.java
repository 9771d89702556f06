package io.lumenvault.qkd.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.qkd.distillation.SequenceFile;
import io.lumenvault.qkd.ingest.Delivery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The end that takes from its 014 module the keys that the master names. */
final class PulledSlave implements Session {
    private final Etsi014Client module;
    private final SequenceFile numbers;
    private final Delivery delivery;
    private final SourceBlocks blocks;
    private final Slave slave;
    private long lastSequence = -1;
    private List<String> lastIds = List.of();

    PulledSlave(SourceConfig config, Etsi014Client module, SequenceFile numbers, Delivery delivery, SourceBlocks blocks) {
        this.module = module;
        this.numbers = numbers;
        this.delivery = delivery;
        this.blocks = blocks;
        this.slave = new Slave(config, delivery, blocks);
    }

    /** Waits for what the master says; there is an alarm where it says nothing for long. */
    @Override
    public void run() throws InterruptedException {
        slave.await();
    }

    /** Takes a block's keys. */
    synchronized PeerListener.Answer take(byte[] body) throws IOException, InterruptedException {
        JsonNode message = slave.read(body);
        long sequence = message.path("sequence").asLong(-1);
        List<String> ids = new ArrayList<>();
        message.path("key_IDs").forEach(id -> ids.add(id.asText()));
        if (sequence < 0 || ids.isEmpty()) {
            return PeerListener.Answer.failure(400, "'sequence' from 0 and a list 'key_IDs' are needed");
        }
        if (sequence == lastSequence && ids.equals(lastIds)) {
            return Slave.next(sequence + 1);
        }
        if (sequence < numbers.next()) {
            return Slave.next(numbers.next());
        }
        if (delivery.isFull()) {
            return PeerListener.Answer.failure(503, "blocks wait for the key manager at this end");
        }
        try (DeliveredKeys keys = new DeliveredKeys()) {
            gather(keys, ids);
            byte[] block = keys.joined(ids);
            numbers.advance(sequence + 1);
            lastSequence = sequence;
            lastIds = List.copyOf(ids);
            blocks.add(sequence, block);
            return Slave.next(sequence + 1);
        } catch (SourceException e) {
            return slave.failure(e);
        }
    }

    private void gather(DeliveredKeys keys, List<String> ids) throws SourceException, InterruptedException {
        int most = Math.max(1, module.status().maxKeysPerRequest());
        for (int from = 0; from < ids.size(); from += most) {
            try (DeliveredKeys more = module.keys(ids.subList(from, Math.min(ids.size(), from + most)))) {
                keys.take(more);
            }
        }
    }
}
