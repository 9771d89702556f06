package io.lumenvault.qkd.distillation;

import io.lumenvault.qkd.authentication.KeyPool;
import io.lumenvault.qkd.random.SecureBits;
import io.lumenvault.qkd.reconciliation.Reconciler;
import java.nio.ByteBuffer;

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
    /** Chance that this session was opened by a forger; it stands in the epsilon of each of its blocks. */
    final double forgery;
    private final byte[] nonces;
    private long stage;

    private Session(LinkParameters parameters, KeyPool pool, SequenceFile sequences, AuthenticatedChannel channel,
                    Handshake.Met met) {
        this.parameters = parameters;
        this.pool = pool;
        this.sequences = sequences;
        this.channel = channel;
        this.forgery = met.forgery();
        this.nonces = ByteBuffer.allocate(2 * Hello.NONCE_BYTES).put(met.alice().nonce()).put(met.bob().nonce()).array();
        ByteBuffer both = ByteBuffer.wrap(nonces);
        this.reconciler = parameters.reconciliation().open(parameters.logFrame(),
                both.getLong(0) ^ both.getLong(Hello.NONCE_BYTES));
    }

    /** Opens a session. */
    static Session open(boolean alice, LinkParameters parameters, KeyPool pool, SequenceFile sequences,
                        MessageChannel wire) {
        Handshake handshake = new Handshake(parameters, pool, sequences, wire);
        Handshake.Met met = alice ? handshake.answer() : handshake.greet();
        wire.authenticated();
        return new Session(parameters, pool, sequences, new AuthenticatedChannel(alice, wire, pool), met);
    }

    SessionId id() {
        return SessionId.of(nonces);
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
