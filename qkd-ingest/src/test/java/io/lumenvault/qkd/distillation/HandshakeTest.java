package io.lumenvault.qkd.distillation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.authentication.KeyPool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandshakeTest {
    private static final int STRANGERS = 200;
    @TempDir
    Path folder;
    private TwoEnds ends;
    private final Random random = new Random(7);

    @BeforeEach
    void prepare() throws Exception {
        ends = new TwoEnds(folder);
        for (boolean alice : new boolean[] {true, false}) {
            KeyPool pool = ends.pool(alice);
            for (long segment = 1; segment <= 5; segment++) {
                byte[] refill = new byte[512];
                new Random(segment).nextBytes(refill);
                pool.refill(segment, refill);
            }
        }
    }

    private Handshake at(boolean alice, LinkParameters parameters, MessageChannel wire) throws IOException {
        return new Handshake(parameters, ends.pool(alice), ends.sequence(alice), wire);
    }

    private Handshake at(boolean alice, MessageChannel wire) throws IOException {
        return at(alice, TwoEnds.parameters(), wire);
    }

    private byte[] strangersHello(Set<Long> segments) {
        byte[] nonce = new byte[Hello.NONCE_BYTES];
        random.nextBytes(nonce);
        return new Hello(TwoEnds.parameters().toBytes(), nonce, random.nextLong(1 << 20), segments).toBytes();
    }

    private byte[] strangersTag(long segment, int offset) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return new Tag(segment, offset, bytes).toBytes();
    }

    /** Both ends by way of wires that may change; what Alice and Bob got, or null. Where one stops the other's connection is cut. */
    private Handshake.Met[] meet(UnaryOperator<MessageChannel> alicesWire, UnaryOperator<MessageChannel> bobsWire) throws Exception {
        PipeChannel[] pipe = PipeChannel.pair();
        AtomicBoolean cut = new AtomicBoolean();
        FutureTask<Handshake.Met> alice = new FutureTask<>(at(true, alicesWire.apply(untilCut(pipe[0], cut)))::answer);
        FutureTask<Handshake.Met> bob = new FutureTask<>(at(false, bobsWire.apply(untilCut(pipe[1], cut)))::greet);
        Thread.ofPlatform().daemon().start(alice);
        Thread.ofPlatform().daemon().start(bob);
        while (!alice.isDone() || !bob.isDone()) {
            if (alice.state() == Future.State.FAILED || bob.state() == Future.State.FAILED) {
                cut.set(true);
            }
            Thread.sleep(1);
        }
        return new Handshake.Met[] {result(alice), result(bob)};
    }

    /** A thread that was interrupted instead would fail in its files, too. */
    private static MessageChannel untilCut(PipeChannel pipe, AtomicBoolean cut) {
        return new MessageChannel() {
            @Override
            public void send(int type, byte[] payload) {
                pipe.send(type, payload);
            }

            @Override
            public Message receive() {
                Message message = pipe.poll();
                while (message == null) {
                    if (cut.get()) {
                        throw new LinkException(LinkException.Cause.LOST, "cut");
                    }
                    LockSupport.parkNanos(1_000_000);
                    message = pipe.poll();
                }
                return message;
            }
        };
    }

    private static Handshake.Met result(FutureTask<Handshake.Met> end) {
        if (end.state() == Future.State.SUCCESS) {
            return end.resultNow();
        }
        assertInstanceOf(LinkException.class, end.exceptionNow());
        return null;
    }

    private void assertMeet() throws Exception {
        Handshake.Met[] met = meet(wire -> wire, wire -> wire);
        assertArrayEquals(met[0].alice().nonce(), met[1].alice().nonce());
        assertArrayEquals(met[0].bob().nonce(), met[1].bob().nonce());
        assertEquals(ends.pool(true).segments(), ends.pool(false).segments());
    }

    @Test
    void strangersInAlicesPlace_costBobOnePadTogetherWhateverTheyClaim() throws Exception {
        long before = ends.pool(false).remaining();
        Map<Integer, byte[]> tagged = new HashMap<>();
        for (int i = 0; i < STRANGERS; i++) {
            Set<Long> claim = i % 3 == 0 ? Set.of(5L) : i % 3 == 1 ? Set.of() : Set.of(0L, 1L, 99L);
            Scripted stranger = new Scripted();
            if (i % 2 == 0) {
                stranger.say(MessageType.HELLO, strangersHello(claim)).say(MessageType.TAG, strangersTag(i % 6, i % 4 * 16));
            }
            assertThrows(LinkException.class, () -> at(false, stranger).greet());
            Tag tag = stranger.tag();
            byte[] said = stranger.heard.getFirst().payload();
            byte[] earlier = tagged.putIfAbsent(tag.offset(), said);
            assertTrue(earlier == null || Arrays.equals(earlier, said), "one pad under two messages");
        }
        assertEquals(1, tagged.size());
        assertEquals(before - 16, ends.pool(false).remaining());
        assertEquals(Set.of(0L, 1L, 2L, 3L, 4L, 5L), ends.pool(false).segments(), "no segment is burned");
        assertMeet();
        assertEquals(before - 32, ends.pool(false).remaining(), "greeting and confirmation");
    }

    @Test
    void strangersInBobsPlace_costAliceNothing() throws Exception {
        long before = ends.pool(true).remaining();
        for (int i = 0; i < STRANGERS; i++) {
            Scripted stranger = new Scripted().say(MessageType.HELLO, strangersHello(Set.of(5L)))
                    .say(MessageType.TAG, strangersTag(i % 6, i % 4 * 16));
            assertThrows(LinkException.class, () -> at(true, stranger).answer());
            assertTrue(stranger.heard.isEmpty());
        }
        assertEquals(before, ends.pool(true).remaining());
        assertEquals(Set.of(0L, 1L, 2L, 3L, 4L, 5L), ends.pool(true).segments());
        assertMeet();
    }

    @Test
    void repeatedGreeting_getsTheSameAnswerForNoFurtherPadAndOpensNothing() throws Exception {
        Scripted heard = new Scripted();
        assertThrows(LinkException.class, () -> at(false, heard).greet());
        byte[] greeting = heard.heard.get(0).payload();
        byte[] tag = heard.heard.get(1).payload();
        Set<String> answers = new HashSet<>();
        long after = 0;
        for (int i = 0; i < STRANGERS; i++) {
            Scripted stranger = new Scripted().say(MessageType.HELLO, greeting).say(MessageType.TAG, tag);
            if (i % 2 == 1) {
                stranger.say(MessageType.TAG, strangersTag(0, 16));
            }
            assertThrows(LinkException.class, () -> at(true, stranger).answer());
            answers.add(Arrays.toString(stranger.heard.get(0).payload()) + Arrays.toString(stranger.heard.get(1).payload()));
            after = i == 0 ? ends.pool(true).remaining() : after;
            assertEquals(after, ends.pool(true).remaining());
        }
        assertEquals(1, answers.size());
        assertEquals(Set.of(0L, 1L, 2L, 3L, 4L, 5L), ends.pool(true).segments());
        assertMeet();
        Scripted late = new Scripted().say(MessageType.HELLO, greeting).say(MessageType.TAG, tag);
        assertThrows(LinkException.class, () -> at(true, late).answer());
        assertTrue(late.heard.isEmpty(), "a greeting that has done its work is refused");
    }

    /** The connection ends when an end has received so many messages, or is about to send one more than so many. */
    private static MessageChannel cut(MessageChannel wire, int received, int sent) {
        return new MessageChannel() {
            private int in;
            private int out;

            @Override
            public void send(int type, byte[] payload) {
                if (out++ == sent) {
                    throw new LinkException(LinkException.Cause.LOST, "cut");
                }
                wire.send(type, payload);
            }

            @Override
            public Message receive() {
                if (in++ == received) {
                    throw new LinkException(LinkException.Cause.LOST, "cut");
                }
                return wire.receive();
            }
        };
    }

    @Test
    void connectionLostAtAnyStep_endsMeetTheNextTime() throws Exception {
        for (int step = 0; step < 3; step++) {
            int at = step;
            meet(wire -> cut(wire, at, 9), wire -> wire);
            assertMeet();
            meet(wire -> cut(wire, 9, at), wire -> wire);
            assertMeet();
            meet(wire -> wire, wire -> cut(wire, at, 9));
            assertMeet();
            meet(wire -> wire, wire -> cut(wire, 9, at));
            assertMeet();
        }
    }

    @Test
    void bobWithOtherSettings_greetsAnewUnderAnotherPad() throws Exception {
        Scripted first = new Scripted();
        assertThrows(LinkException.class, () -> at(false, first).greet());
        LinkParameters p = TwoEnds.parameters();
        LinkParameters other = new LinkParameters(p.link(), p.source(), p.blockBits(), p.frameBits(), 0.05, 1e-9, 1e-15);
        Scripted second = new Scripted();
        assertThrows(LinkException.class, () -> at(false, other, second).greet());
        assertNotEquals(first.tag().offset(), second.tag().offset());
    }

    @Test
    void greetingKeptByAnEarlierVersion_isSaidAnewAndNotAgain() throws Exception {
        Scripted first = new Scripted();
        assertThrows(LinkException.class, () -> at(false, first).greet());
        byte[] kept = ends.pool(false).handshake().said();
        kept[Integer.BYTES]--;
        ends.pool(false).handshake().keep(kept);
        Scripted second = new Scripted();
        assertEquals(LinkException.Cause.LOST, assertThrows(LinkException.class, () -> at(false, second).greet()).why());
        assertNotEquals(first.tag().offset(), second.tag().offset());
        assertMeet();
    }

    @Test
    void newSecret_greetsAnew() throws Exception {
        Scripted first = new Scripted();
        assertThrows(LinkException.class, () -> at(false, first).greet());
        ends.newSecret(2048);
        Scripted second = new Scripted();
        assertThrows(LinkException.class, () -> at(false, second).greet());
        assertFalse(Arrays.equals(first.hello().nonce(), second.hello().nonce()));
        assertMeet();
    }

    @Test
    void refusedTags_standInTheEpsilonOfTheNextSession() throws Exception {
        double clean = meet(wire -> wire, wire -> wire)[1].forgery();
        assertTrue(clean > 3 * 0x1p-128 && clean < 1e-30, "three tags of a handshake: " + clean);
        for (int i = 0; i < 30; i++) {
            Tag greeting = greetingTag();
            Scripted stranger = new Scripted().say(MessageType.HELLO, strangersHello(new TreeSet<>(Set.of(0L))))
                    .say(MessageType.TAG, strangersTag(greeting.segment(), 160));
            assertThrows(LinkException.class, () -> at(false, stranger).greet());
        }
        assertEquals(30, ends.pool(false).handshake().refusals());
        assertEquals(11 * clean, meet(wire -> wire, wire -> wire)[1].forgery(), clean * 1e-9);
        assertEquals(clean, meet(wire -> wire, wire -> wire)[1].forgery(), clean * 1e-9);
    }

    private Tag greetingTag() throws IOException {
        Scripted listener = new Scripted();
        assertThrows(LinkException.class, () -> at(false, listener).greet());
        return listener.tag();
    }

    @Test
    void helloOfTooManyBytes_isRefusedUnread() throws Exception {
        Scripted stranger = new Scripted().say(MessageType.HELLO, new byte[Hello.MOST_BYTES + 1]);
        LinkException refused = assertThrows(LinkException.class, () -> at(true, stranger).answer());
        assertEquals(LinkException.Cause.MALFORMED, refused.why());
        assertNull(ends.pool(true).handshake().said());
    }
}
