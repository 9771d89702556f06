package io.lumenvault.qkd.distillation;

import io.lumenvault.qkd.authentication.KeyPool;
import io.lumenvault.qkd.random.SecureBits;
import io.lumenvault.qkd.reconciliation.Reconciler;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What the two ends agreed on when they met, authenticated: pool segments, number of the next block, nonces. The
 * orders of Cascade follow from the nonces, which are public.
 */
final class Session implements AutoCloseable {
    final LinkParameters parameters;
    final KeyPool pool;
    final SequenceFile sequences;
    final AuthenticatedChannel channel;
    final SecureBits random = new SecureBits();
    final Reconciler reconciler;
    private final byte[] nonces;
    private long stage;

    private Session(LinkParameters parameters, KeyPool pool, SequenceFile sequences, AuthenticatedChannel channel,
                    Hello alice, Hello bob) {
        this.parameters = parameters;
        this.pool = pool;
        this.sequences = sequences;
        this.channel = channel;
        this.nonces = ByteBuffer.allocate(2 * Hello.NONCE_BYTES).put(alice.nonce()).put(bob.nonce()).array();
        ByteBuffer both = ByteBuffer.wrap(nonces);
        this.reconciler = parameters.reconciliation().open(parameters.logFrame(),
                both.getLong(0) ^ both.getLong(Hello.NONCE_BYTES));
    }

    /** Opens a session; Bob speaks and tags first, so that Alice spends no pad on a stranger. */
    static Session open(boolean alice, LinkParameters parameters, KeyPool pool, SequenceFile sequences,
                        MessageChannel wire) {
        AuthenticatedChannel channel = new AuthenticatedChannel(alice, wire, pool);
        byte[] nonce = new byte[Hello.NONCE_BYTES];
        new SecureBits().nextBytes(nonce);
        Hello ours = new Hello(parameters.toBytes(), nonce, sequences.next(), pool.segments());
        channel.begin(parameters.link().getBytes(StandardCharsets.UTF_8));
        Hello theirs;
        if (alice) {
            theirs = Hello.fromBytes(channel.receive(MessageType.HELLO));
            channel.send(MessageType.HELLO, ours.toBytes());
        } else {
            channel.send(MessageType.HELLO, ours.toBytes());
            theirs = Hello.fromBytes(channel.receive(MessageType.HELLO));
        }
        theirs.requireSameParameters(ours.parameters());
        pool.propose(theirs.segments());
        if (alice) {
            channel.receiveTag();
            channel.sendTag();
        } else {
            channel.sendTag();
            channel.receiveTag();
        }
        pool.agreed();
        sequences.advance(theirs.sequence());
        return new Session(parameters, pool, sequences, channel, alice ? ours : theirs, alice ? theirs : ours);
    }

    /** Starts the transcript of the next stage of a block. */
    void beginStage(long sequence) {
        channel.begin(ByteBuffer.allocate(nonces.length + 16).put(nonces).putLong(sequence).putLong(stage++).array());
    }

    @Override
    public void close() {
        channel.close();
    }
}
