package io.lumenvault.qkd.distillation;

import io.lumenvault.qkd.authentication.KeyPool;
import io.lumenvault.qkd.authentication.Pad;
import io.lumenvault.qkd.random.SecureBits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How the two ends meet, in three tagged steps: Bob's greeting, Alice's answer to it, Bob's confirmation of that.
 *
 * <p>Whoever tags first does it for a stranger. Bob's greeting therefore says nothing of the peer, and until it is
 * answered the same greeting with the same tag is given to whoever turns up, restarts included: any number of strangers
 * together cost him one pad. Likewise Alice keeps her answer to a greeting and gives it again to whoever repeats that
 * greeting. A pad so stands under one message for ever. The nonces make Alice's answer fresh to Bob, and his
 * confirmation fresh to her; nothing is burned or counted on before. Whoever sits on the line, lets true steps pass and cuts it
 * afterwards costs Bob two pads and Alice one each time, as he costs them the link.
 */
final class Handshake {
    /**
     * What the ends said.
     *
     * @param alice her hello
     * @param bob his hello
     * @param forgery chance that a forged tag has passed: those of this handshake, and those refused since the last one
     */
    record Met(Hello alice, Hello bob, double forgery) {
    }

    private static final byte GREETING = 1;
    private static final byte ANSWER = 2;
    private static final byte CONFIRMATION = 3;
    private static final int TAGS = 3;
    /** The longest message that is tagged holds two hellos, and less than 64 blocks of other things: (L + 1) / 2^128 a tag. */
    private static final double FORGERY = (2 * Hello.MOST_BYTES / 16.0 + 64) * 0x1p-128;

    private final LinkParameters parameters;
    private final KeyPool pool;
    private final SequenceFile sequences;
    private final MessageChannel wire;

    Handshake(LinkParameters parameters, KeyPool pool, SequenceFile sequences, MessageChannel wire) {
        this.parameters = parameters;
        this.pool = pool;
        this.sequences = sequences;
        this.wire = wire;
    }

    /** Bob's end. */
    Met greet() {
        TaggedHello greeting = greeting();
        send(greeting);
        byte[] answer = expect(MessageType.HELLO);
        Hello theirs = Hello.fromBytes(answer);
        theirs.requireSameParameters(parameters.toBytes());
        Pad pad = Tag.fromBytes(expect(MessageType.TAG)).check(pool, message(ANSWER, greeting.hello(), answer));
        // Forgotten first: were its answer accepted before, a crash in between would leave a greeting whose answer is refused.
        pool.handshake().forget();
        pool.accept(pad);
        pool.propose(theirs.segments());
        wire.send(MessageType.TAG.ordinal(), Tag.of(pool, message(CONFIRMATION, greeting.hello(), answer)).toBytes());
        return met(theirs, Hello.fromBytes(greeting.hello()), theirs);
    }

    /** The greeting that nobody has answered yet, or a new one. */
    private TaggedHello greeting() {
        byte[] kept = pool.handshake().said();
        if (kept != null) {
            TaggedHello greeting = TaggedHello.read(ByteBuffer.wrap(kept));
            if (Hello.isOfThisVersion(greeting.hello()) && isStillTrue(Hello.fromBytes(greeting.hello()))) {
                return greeting;
            }
        }
        byte[] hello = hello();
        // Alice has every segment of Bob's with the possible exception of the newest: she takes in a refill only after him.
        pool.propose(pool.segments());
        TaggedHello greeting = new TaggedHello(hello, Tag.of(pool, message(GREETING, hello)));
        pool.handshake().keep(greeting.toBytes());
        return greeting;
    }

    private boolean isStillTrue(Hello said) {
        return Arrays.equals(said.parameters(), parameters.toBytes()) && said.sequence() == sequences.next()
                && said.segments().equals(pool.segments());
    }

    /** Alice's end. */
    Met answer() {
        byte[] hello = expect(MessageType.HELLO);
        Hello theirs = Hello.fromBytes(hello);
        // Read in any case: a connection closed with something unread takes what was sent with it.
        TaggedHello greeting = new TaggedHello(hello, Tag.fromBytes(expect(MessageType.TAG)));
        if (!Arrays.equals(theirs.parameters(), parameters.toBytes())) {
            // He shall hear why; that needs no tag.
            wire.send(MessageType.HELLO.ordinal(), hello());
            theirs.requireSameParameters(parameters.toBytes());
        }
        TaggedHello answer = answerTo(greeting, theirs);
        send(answer);
        byte[] confirmation = message(CONFIRMATION, hello, answer.hello());
        Pad pad = Tag.fromBytes(expect(MessageType.TAG)).check(pool, confirmation);
        pool.accept(pad);
        pool.handshake().forget();
        return met(Hello.fromBytes(answer.hello()), theirs, theirs);
    }

    /** The answer that this very greeting was given before, or a new one. */
    private TaggedHello answerTo(TaggedHello greeting, Hello theirs) {
        byte[] kept = pool.handshake().said();
        byte[] asked = greeting.toBytes();
        boolean again = kept != null && kept.length > asked.length && Arrays.equals(asked, Arrays.copyOf(kept, asked.length));
        if (again) {
            pool.propose(theirs.segments());
            pool.accept(greeting.tag().segment(), greeting.tag().offset());
            return TaggedHello.read(ByteBuffer.wrap(kept).position(asked.length));
        }
        Pad pad = greeting.tag().check(pool, message(GREETING, greeting.hello()));
        pool.propose(theirs.segments());
        byte[] ours = hello();
        TaggedHello answer = new TaggedHello(ours, Tag.of(pool, message(ANSWER, greeting.hello(), ours)));
        byte[] said = answer.toBytes();
        // Kept first: were his tag accepted before, a crash in between would leave Bob with a greeting that is refused.
        pool.handshake().keep(ByteBuffer.allocate(asked.length + said.length).put(asked).put(said).array());
        pool.accept(pad);
        return answer;
    }

    private Met met(Hello alice, Hello bob, Hello theirs) {
        double forgery = (TAGS + pool.handshake().refusals()) * FORGERY;
        pool.agreed();
        sequences.advance(theirs.sequence());
        return new Met(alice, bob, forgery);
    }

    private byte[] hello() {
        byte[] nonce = new byte[Hello.NONCE_BYTES];
        new SecureBits().nextBytes(nonce);
        return new Hello(parameters.toBytes(), nonce, sequences.next(), pool.segments()).toBytes();
    }

    private void send(TaggedHello said) {
        wire.send(MessageType.HELLO.ordinal(), said.hello());
        wire.send(MessageType.TAG.ordinal(), said.tag().toBytes());
    }

    private byte[] expect(MessageType type) {
        MessageChannel.Message message = wire.receive();
        MessageType got = MessageType.of(message.type());
        if (got != type) {
            throw new LinkException(LinkException.Cause.MALFORMED, "message " + got + " where " + type + " is due");
        }
        return message.payload();
    }

    /** What is tagged: the step, the link, and the hellos so far, each with its length. */
    private byte[] message(byte step, byte[]... hellos) {
        byte[] link = parameters.link().getBytes(StandardCharsets.UTF_8);
        int length = 1 + Integer.BYTES + link.length + Arrays.stream(hellos).mapToInt(hello -> Integer.BYTES + hello.length).sum();
        ByteBuffer out = ByteBuffer.allocate(length).put(step).putInt(link.length).put(link);
        for (byte[] hello : hellos) {
            out.putInt(hello.length).put(hello);
        }
        return out.array();
    }
}
