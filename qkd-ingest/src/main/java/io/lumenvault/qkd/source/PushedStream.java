package io.lumenvault.qkd.source;

import io.lumenvault.qkd.ingest.Delivery;
import java.io.IOException;
import java.util.Map;

/** The key stream that is open at this end, and the chunks that its module pushes: chunk {@code i} of stream {@code n} is a block. */
final class PushedStream {
    /** An index of GS QKD 004 has 32 bits. */
    private static final int INDEX_BITS = 32;
    private static final long MOST_STREAMS = 1L << 30;
    private static final int CREATED = 201;
    /** Status of a module that has no key just now; silence alone is an alarm. */
    private static final int INSUFFICIENT_KEY = 2;

    private final Etsi004Client module;
    private final Delivery delivery;
    private final SourceBlocks blocks;
    private long number = -1;
    private String keyStreamId;

    PushedStream(Etsi004Client module, Delivery delivery, SourceBlocks blocks) {
        this.module = module;
        this.delivery = delivery;
        this.blocks = blocks;
    }

    /** Whether this stream is open. */
    synchronized boolean is(long otherNumber, String otherId) {
        return number == otherNumber && otherId.equals(keyStreamId);
    }

    /** From now on the chunks of this stream are taken; the module is asked to push them. */
    void begin(long newNumber, String newId) throws SourceException, InterruptedException {
        set(newNumber, newId);
        module.start(newId);
        delivery.state().enter("calibrate");
    }

    private synchronized void set(long newNumber, String newId) {
        if (newNumber < 0 || newNumber >= MOST_STREAMS) {
            throw new IllegalArgumentException("stream number " + newNumber);
        }
        number = newNumber;
        keyStreamId = newId;
    }

    /** No chunk is taken any more. The module may be away: then it has nothing to close. */
    void end() throws InterruptedException {
        String open;
        synchronized (this) {
            open = keyStreamId;
            keyStreamId = null;
        }
        if (open != null) {
            try {
                module.close(open);
            } catch (SourceException gone) {
                delivery.state().dark();
            }
        }
    }

    /** Takes a chunk. One that came before is delivered again: to the key manager that does no harm. */
    synchronized PeerListener.Answer take(byte[] body) throws IOException {
        try (PushedChunk chunk = PushedChunk.read(body)) {
            if (!chunk.keyStreamId().equals(keyStreamId)) {
                return PeerListener.Answer.failure(400, "key stream '" + chunk.keyStreamId() + "' is not open here");
            }
            if (chunk.status() == INSUFFICIENT_KEY) {
                return created();
            }
            if (chunk.status() > INSUFFICIENT_KEY) {
                delivery.state().alarm("the module pushes status " + chunk.status() + " of GS QKD 004");
                return created();
            }
            if (chunk.key().length == 0) {
                return PeerListener.Answer.failure(400, "'key_buffer' is empty");
            }
            if (delivery.isFull()) {
                return PeerListener.Answer.failure(503, "blocks wait for the key manager");
            }
            blocks.add(number << INDEX_BITS | chunk.index(), chunk.key().clone());
            return created();
        }
    }

    private static PeerListener.Answer created() {
        return new PeerListener.Answer(CREATED, Map.of("status", 0, "metadata", Map.of("size", 0)));
    }
}
