package io.lumenvault.qkd.source;

import io.lumenvault.qkd.ingest.Delivery;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The key stream that is open at this end, and the chunks that its module pushes: chunk {@code i} of stream {@code n} is a block. */
final class PushedStream {
    /** An index of GS QKD 004 has 32 bits. Below the first stream are the numbers of blocks that were pulled. */
    private static final int INDEX_BITS = 32;
    private static final long MOST_STREAMS = 1L << 30;
    private static final int REMEMBERED = 4096;
    /** Three words of the other end missed. */
    private static final long SILENT_NANOS = 6_000_000_000L;
    /** Status of a module that has no key just now; silence alone is an alarm. */
    private static final int INSUFFICIENT_KEY = 2;

    private final Etsi004Client module;
    private final Delivery delivery;
    private final SourceBlocks blocks;
    private final Contact contact;
    private long number = -1;
    private String keyStreamId;
    private int chunkBytes;
    private boolean held;
    private long lastWord;
    /** SHA-256 of the last chunks, by index: in memory only. */
    private final Map<Long, byte[]> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
            return size() > REMEMBERED;
        }
    };

    PushedStream(SourceConfig config, Etsi004Client module, Delivery delivery, SourceBlocks blocks) {
        this.module = module;
        this.delivery = delivery;
        this.blocks = blocks;
        this.contact = new Contact("the module has pushed no key", delivery.state(), config.silence());
    }

    /** SHA-256 of what a number stands for. */
    static byte[] digest(long number, String keyStreamId) {
        return Digests.of(number, List.of(keyStreamId));
    }

    /** Whether this stream is open. */
    synchronized boolean is(long otherNumber, String otherId) {
        return number == otherNumber && otherId.equals(keyStreamId);
    }

    /** From now on the chunks of this stream are taken; the module is asked to push them. */
    void begin(long newNumber, Etsi004Client.Opened opened) throws SourceException, InterruptedException {
        if (newNumber < 0 || newNumber >= MOST_STREAMS) {
            throw new IllegalArgumentException("stream number " + newNumber + "; allowed is 0 to " + (MOST_STREAMS - 1));
        }
        set(newNumber, opened.keyStreamId(), opened.chunkBytes());
        boolean started = false;
        try {
            module.start(opened.keyStreamId());
            started = true;
        } finally {
            if (!started) {
                set(-1, null, 0);
            }
        }
        contact.heard();
        delivery.state().enter("calibrate");
    }

    private synchronized void set(long newNumber, String newId, int newChunkBytes) {
        number = newNumber;
        keyStreamId = newId;
        chunkBytes = newChunkBytes;
        held = false;
        lastWord = System.nanoTime();
        seen.clear();
    }

    /** The other end has said whether it takes chunks now: where it does not, or says nothing, this one takes none. */
    synchronized void heard(boolean takes) {
        held = !takes;
        lastWord = System.nanoTime();
    }

    private boolean resting() {
        return held || System.nanoTime() - lastWord > SILENT_NANOS || delivery.isFull();
    }

    /** The number of the stream that is open; -1 for none. */
    synchronized long number() {
        return number;
    }

    /** After a long silence the module is asked for the push anew: one that does not know the stream any more says so. */
    void watch() throws SourceException, InterruptedException {
        String open;
        synchronized (this) {
            open = keyStreamId;
            if (resting()) {
                contact.heard();
            }
        }
        if (open != null && contact.check()) {
            module.start(open);
            contact.heard();
        }
    }

    /** No chunk is taken any more. */
    void end() throws InterruptedException {
        String open;
        synchronized (this) {
            open = keyStreamId;
            set(-1, null, 0);
        }
        if (open != null) {
            close(open);
        }
    }

    /** The module may be away: then it has nothing to close. */
    void close(String open) throws InterruptedException {
        try {
            module.close(open);
        } catch (SourceException gone) {
            delivery.state().dark();
        }
    }

    /** Takes a chunk. One that comes again is not taken again. */
    synchronized PeerListener.Answer take(byte[] body) throws IOException {
        try (PushedChunk chunk = PushedChunk.read(body)) {
            if (!chunk.keyStreamId().equals(keyStreamId)) {
                return PeerListener.Answer.failure(400, "key stream '" + JsonExchange.shorten(chunk.keyStreamId()) + "' is not open here");
            }
            if (chunk.status() >= INSUFFICIENT_KEY) {
                return without(chunk.status());
            }
            if (chunk.key().length != chunkBytes) {
                return wrong(400, "a chunk has " + chunk.key().length + " bytes where " + chunkBytes + " were agreed");
            }
            byte[] digest = Digests.of(chunk.key());
            byte[] before = seen.get(chunk.index());
            if (before != null) {
                return Arrays.equals(before, digest) ? created() : wrong(409, "chunk " + chunk.index() + " has come before with other key");
            }
            if (resting()) {
                return PeerListener.Answer.failure(503, "blocks wait for the key manager, or the other end is away");
            }
            seen.put(chunk.index(), digest);
            contact.heard();
            blocks.add(number + 1 << INDEX_BITS | chunk.index(), chunk.key().clone());
            return created();
        }
    }

    private PeerListener.Answer without(int status) {
        if (status == INSUFFICIENT_KEY) {
            contact.heard();
        } else {
            delivery.state().alarm("the module pushes status " + status + " of GS QKD 004");
        }
        return created();
    }

    private PeerListener.Answer wrong(int status, String what) {
        delivery.state().alarm("the module: " + what);
        return PeerListener.Answer.failure(status, what);
    }

    private static PeerListener.Answer created() {
        return new PeerListener.Answer(201, Map.of("status", 0, "metadata", Map.of("size", 0)));
    }
}
