package io.lumenvault.qkd.source;

import io.lumenvault.qkd.ingest.Delivery;

/** The end that opens a key stream at its module and says its identifier to the other end. */
final class PushedMaster implements Session {
    private static final long REPEAT_MS = 2000;

    private final Etsi004Client module;
    private final PeerClient peer;
    private final NumberFile numbers;
    private final PushedStream stream;
    private final Delivery delivery;

    PushedMaster(Etsi004Client module, PeerClient peer, NumberFile numbers, PushedStream stream, Delivery delivery) {
        this.module = module;
        this.peer = peer;
        this.numbers = numbers;
        this.stream = stream;
        this.delivery = delivery;
    }

    @Override
    public void run() throws SourceException, InterruptedException {
        // No stream is opened before the other end has answered: nobody would join it.
        numbers.skipTo(peer.presence().next());
        Etsi004Client.Opened opened = module.open(null);
        boolean begun = false;
        try {
            // Used up before it is said, so that it never stands for another stream.
            long number = numbers.next();
            numbers.use(number, PushedStream.digest(number, opened.keyStreamId()));
            join(number, opened);
            stream.begin(number, opened);
            begun = true;
            while (true) {
                Thread.sleep(REPEAT_MS);
                repeat(number, opened);
                stream.watch();
            }
        } finally {
            if (begun) {
                stream.end();
            } else {
                stream.close(opened.keyStreamId());
            }
        }
    }

    private PeerClient.Agreement join(long number, Etsi004Client.Opened opened) throws SourceException, InterruptedException {
        PeerClient.Agreement said = peer.stream(number, opened.keyStreamId(), opened.chunkBytes(), !delivery.isFull());
        numbers.skipTo(said.next());
        if (!said.taken()) {
            throw new SourceException(SourceException.Kind.LOST, "the other end has used number " + number + " for something else");
        }
        return said;
    }

    /** Said again and again: an end that was started anew joins the stream again. While it is away this one takes nothing. */
    private void repeat(long number, Etsi004Client.Opened opened) throws SourceException, InterruptedException {
        try {
            stream.heard(join(number, opened).room());
        } catch (SourceException e) {
            if (e.kind() != SourceException.Kind.LATER) {
                throw e;
            }
            delivery.state().alarm(e.getMessage());
        }
    }
}
