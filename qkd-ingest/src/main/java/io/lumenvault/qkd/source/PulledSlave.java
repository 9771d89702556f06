package io.lumenvault.qkd.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.qkd.ingest.Delivery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The end that takes from its 014 module the keys that the master names. */
final class PulledSlave implements Session {
    /** So long a module may answer "later" for keys that it should have, before they count as lost. */
    private static final long PATIENCE_NANOS = 600_000_000_000L;
    /** For one answer to the master; what the module has given until then is kept. */
    private static final long GATHERING_NANOS = 25_000_000_000L;
    private static final int BAD_REQUEST = 400;

    private final Etsi014Client module;
    private final NumberFile numbers;
    private final Delivery delivery;
    private final SourceBlocks blocks;
    private final Slave slave;
    /** What the module has given of the block in the making: it gives a key once. */
    private final DeliveredKeys gathered = new DeliveredKeys();
    private byte[] gatheredFor = new byte[0];
    private long gatheringSince;

    PulledSlave(Slave slave, Etsi014Client module, NumberFile numbers, Delivery delivery, SourceBlocks blocks) {
        this.module = module;
        this.numbers = numbers;
        this.delivery = delivery;
        this.blocks = blocks;
        this.slave = slave;
    }

    /** Waits for what the master says; there is an alarm where it says nothing for long. */
    @Override
    public void run() throws InterruptedException {
        slave.await();
    }

    /** Takes a block's keys. */
    synchronized PeerListener.Answer take(byte[] body) throws IOException, InterruptedException {
        return slave.answer(body, this::take);
    }

    private PeerListener.Answer take(JsonNode message) throws InterruptedException {
        long sequence = message.path("sequence").asLong(-1);
        int bytes = message.path("bytes").asInt(-1);
        List<String> ids = new ArrayList<>();
        message.path("key_IDs").forEach(id -> ids.add(id.asText()));
        if (sequence < 0 || bytes < 0 || ids.isEmpty()) {
            return PeerListener.Answer.failure(BAD_REQUEST, "'sequence' and 'bytes' from 0 and a list 'key_IDs' are needed");
        }
        byte[] digest = Digests.of(sequence, ids);
        if (numbers.isLast(sequence, digest)) {
            return slave.taken(sequence);
        }
        if (sequence < numbers.next() || delivery.isFull()) {
            return slave.notTaken();
        }
        try {
            gather(digest, ids);
            deliver(sequence, digest, gathered.joined(ids), bytes);
            gathered.close();
            return slave.taken(sequence);
        } catch (SourceException e) {
            SourceException told = e.kind() == SourceException.Kind.UNREADABLE || isTooLate(e)
                    ? new SourceException(SourceException.Kind.LOST, e.getMessage()) : e;
            if (told.kind() == SourceException.Kind.LOST) {
                gathered.close();
            }
            return slave.failure(told);
        }
    }

    private boolean isTooLate(SourceException e) {
        return e.kind() == SourceException.Kind.LATER && System.nanoTime() - gatheringSince > PATIENCE_NANOS;
    }

    private void gather(byte[] digest, List<String> ids) throws SourceException, InterruptedException {
        if (!Arrays.equals(digest, gatheredFor)) {
            gathered.close();
            gatheredFor = digest;
            gatheringSince = System.nanoTime();
        }
        long end = System.nanoTime() + GATHERING_NANOS;
        int most = Math.max(1, module.status().maxKeysPerRequest());
        List<String> missing = ids.stream().filter(id -> !gathered.has(id)).toList();
        for (int from = 0; from < missing.size(); from += most) {
            try (DeliveredKeys more = module.keys(missing.subList(from, Math.min(missing.size(), from + most)))) {
                gathered.take(more);
            }
            if (System.nanoTime() > end) {
                throw new SourceException(SourceException.Kind.LATER, "the module is slow: the rest of the block's keys is asked for again");
            }
        }
    }

    private void deliver(long sequence, byte[] digest, byte[] block, int bytes) throws SourceException {
        boolean handedOver = false;
        try {
            if (block.length != bytes) {
                throw new SourceException(SourceException.Kind.LOST,
                        "the module gives " + block.length + " bytes of key for a block that has " + bytes);
            }
            numbers.use(sequence, digest);
            blocks.add(sequence, block);
            handedOver = true;
        } finally {
            if (!handedOver) {
                Arrays.fill(block, (byte) 0);
            }
        }
    }

    @Override
    public synchronized void close() {
        gathered.close();
    }
}
