package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import io.lumenvault.kmip.ttlv.TtlvFraming;
import io.lumenvault.kmip.ttlv.TtlvWriter;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.access.Role;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MessageMemoryTest {

    private static final int LONG = 40_000;
    private static final byte[] MESSAGE = message(LONG);

    private final MessageMemory memory = new MessageMemory(2 * MESSAGE.length, Duration.ofMillis(50));

    @Test
    void longMessages_holdTheirWholeLength_andNoMoreThanThereIs() throws IOException {
        try (MessageMemory.Share first = memory.share(); MessageMemory.Share second = memory.share();
                MessageMemory.Share third = memory.share()) {
            assertThrows(EOFException.class, () -> read(Arrays.copyOf(MESSAGE, MESSAGE.length - 1), first));
            assertEquals(MESSAGE.length, read(MESSAGE, second).length);
            NoMemoryException full = assertThrows(NoMemoryException.class, () -> read(MESSAGE, third));
            assertTrue(full.getMessage().contains("too many long messages"), full.getMessage());
            first.close();
            assertEquals(MESSAGE.length, read(MESSAGE, third).length);
        }
        try (MessageMemory.Share whole = memory.share()) {
            assertDoesNotThrow(() -> whole.require(LONG, 2 * MESSAGE.length));
        }
    }

    @Test
    void shortMessage_isReadWhileOthersHoldEverything() throws IOException {
        try (MessageMemory.Share holder = memory.share(); MessageMemory.Share small = memory.share()) {
            holder.require(LONG, 2 * MESSAGE.length);
            byte[] message = message(MessageMemory.FREE - 100);
            assertEquals(message.length, read(message, small).length);
        }
    }

    @Test
    void longMessage_waitsForOneThatIsBeingServed() throws Exception {
        MessageMemory patient = new MessageMemory(MESSAGE.length, Duration.ofSeconds(20));
        MessageMemory.Share served = patient.share();
        served.require(LONG, MESSAGE.length);
        CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> {
            try (MessageMemory.Share share = patient.share()) {
                return read(MESSAGE, share).length;
            } catch (IOException refused) {
                throw new IllegalStateException(refused);
            }
        });
        served.close();
        assertEquals(MESSAGE.length, waiting.get());
    }

    @Test
    void principalThatMayUseNoObjects_sendsShortMessagesOnly() {
        Limits limits = new Limits(Duration.ZERO, Duration.ZERO, Duration.ZERO, 1 << 20, 1 << 20, 1, 1);
        assertEquals(1 << 20, limits.messageBytes(new Principal("a", Set.of(Role.APPLICATION), "certificate", "00")));
        assertEquals(MessageMemory.FREE, limits.messageBytes(new Principal("b", Set.of(Role.AUDITOR), "certificate", "00")));
        assertEquals(MessageMemory.FREE, limits.messageBytes(new Principal("c", Set.of(), "certificate", "00")));
    }

    @Test
    void memoryForLessThanOneMessage_isRefused() {
        assertThrows(IllegalArgumentException.class,
                () -> new Limits(Duration.ZERO, Duration.ZERO, Duration.ZERO, 1 << 20, 1 << 19, 1, 1));
    }

    private static byte[] read(byte[] bytes, MessageMemory.Share share) throws IOException {
        return TtlvFraming.read(new ByteArrayInputStream(bytes), 1 << 20, share);
    }

    private static byte[] message(int bytes) {
        return TtlvWriter.write(Structure.of(Tag.REQUEST_MESSAGE, new Item.Bytes(Tag.DATA, new byte[bytes])));
    }
}
