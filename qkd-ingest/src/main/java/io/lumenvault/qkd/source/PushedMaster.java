package io.lumenvault.qkd.source;

import io.lumenvault.qkd.distillation.SequenceFile;
import io.lumenvault.qkd.ingest.Delivery;

/** The end that opens a key stream at its module and says its identifier to the other end. */
final class PushedMaster implements Session {
    private static final long REPEAT_MS = 2000;
    private static final double SILENCE_SECONDS = 30;

    private final Etsi004Client module;
    private final PeerClient peer;
    private final SequenceFile numbers;
    private final PushedStream stream;
    private final Delivery delivery;
    private final SourceBlocks blocks;

    PushedMaster(Etsi004Client module, PeerClient peer, SequenceFile numbers, PushedStream stream, Delivery delivery, SourceBlocks blocks) {
        this.module = module;
        this.peer = peer;
        this.numbers = numbers;
        this.stream = stream;
        this.delivery = delivery;
        this.blocks = blocks;
    }

    @Override
    public void run() throws SourceException, InterruptedException {
        String id = module.open(null);
        try {
            long number = number(id);
            blocks.begin();
            stream.begin(number, id);
            while (blocks.idleSeconds() < SILENCE_SECONDS || delivery.isFull()) {
                Thread.sleep(REPEAT_MS);
                // Said again and again: an end that was started anew joins the stream then.
                peer.stream(number, id);
            }
            throw new SourceException(SourceException.Kind.LATER, "the module has pushed no key for " + Math.round(SILENCE_SECONDS) + " s");
        } finally {
            stream.end();
        }
    }

    /** A number that no stream of either end has had. */
    private long number(String id) throws SourceException, InterruptedException {
        while (true) {
            long number = numbers.next();
            long free = peer.stream(number, id);
            numbers.advance(free);
            if (free == number + 1) {
                return number;
            }
        }
    }
}
