package io.lumenvault.qkd.source;

import io.lumenvault.qkd.distillation.SequenceFile;
import io.lumenvault.qkd.ingest.Delivery;
import java.util.Arrays;
import java.util.List;

/** The end that draws new keys from its 014 module and says which block they are. */
final class PulledMaster implements Session {
    private static final long PAUSE_MS = 500;
    /** So long a module may have no key before that is an alarm. */
    private static final long SILENCE_NANOS = 30_000_000_000L;

    private final SourceConfig config;
    private final Etsi014Client module;
    private final PeerClient peer;
    private final SequenceFile numbers;
    private final Delivery delivery;
    private final SourceBlocks blocks;
    private long lastKey;

    PulledMaster(SourceConfig config, Etsi014Client module, PeerClient peer, SequenceFile numbers, Delivery delivery, SourceBlocks blocks) {
        this.config = config;
        this.module = module;
        this.peer = peer;
        this.numbers = numbers;
        this.delivery = delivery;
        this.blocks = blocks;
    }

    @Override
    public void run() throws SourceException, InterruptedException {
        Etsi014Client.Status status = module.status();
        int bits = Math.min(status.maxKeySize(), config.blockBytes() * Byte.SIZE) / Byte.SIZE * Byte.SIZE;
        if (bits < Math.max(Byte.SIZE, status.minKeySize())) {
            throw new SourceException(SourceException.Kind.REFUSED, "the module gives keys of " + status.minKeySize() + " to "
                    + status.maxKeySize() + " bits; a block of " + config.blockBytes() + " bytes cannot be made of them");
        }
        delivery.state().enter("calibrate");
        lastKey = System.nanoTime();
        while (true) {
            delivery.awaitRoom();
            try (DeliveredKeys keys = new DeliveredKeys()) {
                gather(keys, bits, Math.max(1, status.maxKeysPerRequest()));
                agree(keys);
            }
        }
    }

    /** Draws keys until they make a block. */
    private void gather(DeliveredKeys keys, int bits, int mostKeys) throws SourceException, InterruptedException {
        while (keys.bytes() < config.blockBytes()) {
            int missing = config.blockBytes() - keys.bytes();
            int number = Math.clamp((missing + bits / Byte.SIZE - 1L) / (bits / Byte.SIZE), 1, mostKeys);
            try (DeliveredKeys more = module.newKeys(number, bits)) {
                keys.take(more);
                lastKey = System.nanoTime();
            } catch (SourceException e) {
                if (e.kind() != SourceException.Kind.LATER || System.nanoTime() - lastKey > SILENCE_NANOS) {
                    throw e;
                }
                Thread.sleep(PAUSE_MS);
            }
        }
    }

    /** The other end takes the same keys from its module first: what it cannot get is no block. */
    private void agree(DeliveredKeys keys) throws SourceException, InterruptedException {
        List<String> ids = keys.ids();
        byte[] block = keys.joined(ids);
        while (true) {
            long sequence = numbers.next();
            try {
                long free = peer.block(sequence, ids);
                numbers.advance(free);
                if (free == sequence + 1) {
                    blocks.add(sequence, block);
                    return;
                }
            } catch (SourceException e) {
                if (e.kind() != SourceException.Kind.LATER) {
                    numbers.advance(sequence + 1);
                    Arrays.fill(block, (byte) 0);
                    blocks.lost(e.getMessage());
                    return;
                }
                delivery.state().alarm(e.getMessage());
                Thread.sleep(PAUSE_MS);
            }
        }
    }
}
