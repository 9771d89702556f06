package io.lumenvault.qkd.distillation;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Messages between two threads of one process. */
public final class PipeChannel implements MessageChannel {
    private final BlockingQueue<Message> incoming;
    private final BlockingQueue<Message> outgoing;

    private PipeChannel(BlockingQueue<Message> incoming, BlockingQueue<Message> outgoing) {
        this.incoming = incoming;
        this.outgoing = outgoing;
    }

    /** The two ends of a new pipe. */
    public static PipeChannel[] pair() {
        BlockingQueue<Message> there = new LinkedBlockingQueue<>();
        BlockingQueue<Message> back = new LinkedBlockingQueue<>();
        return new PipeChannel[] {new PipeChannel(back, there), new PipeChannel(there, back)};
    }

    @Override
    public void send(int type, byte[] payload) {
        outgoing.add(new Message(type, payload.clone()));
    }

    /** The next message if it is there, or null. */
    public Message poll() {
        return incoming.poll();
    }

    @Override
    public Message receive() {
        try {
            return incoming.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LinkException(LinkException.Cause.LOST, "classical channel interrupted");
        }
    }
}
