package io.lumenvault.qkd.module;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.distillation.LinkException;
import io.lumenvault.qkd.distillation.StreamChannel;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DeadlineOutputTest {
    private static final int REPLY = 1 << 16;
    private static final int MOST_HELD = 64 << 20;
    private Socket writer;
    private Socket reader;

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            writer = new Socket(server.getInetAddress(), server.getLocalPort());
            reader = server.accept();
        }
    }

    @AfterEach
    void close() throws IOException {
        writer.close();
        reader.close();
    }

    @Test
    void peerThatDoesNotRead_stopsTheWriterAndThenEndsTheSession() throws Exception {
        StreamChannel channel = new StreamChannel(writer.getInputStream(), new DeadlineOutput(writer, 200));
        long[] sent = new long[1];
        LinkException ended = assertThrows(LinkException.class, () -> {
            while (sent[0] < MOST_HELD) {
                channel.send(2, new byte[REPLY]);
                sent[0] += REPLY;
            }
        });
        assertEquals(LinkException.Cause.LOST, ended.why());
        assertTrue(ended.getMessage().contains("read nothing"), ended.getMessage());
        assertTrue(writer.isClosed());
    }

    @Test
    void peerThatReads_getsEverythingAndTheConnectionStaysOpen() throws Exception {
        byte[] all = new byte[20_000_003];
        new Random(1).nextBytes(all);
        InputStream in = reader.getInputStream();
        CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(() -> {
            try {
                return in.readNBytes(all.length + 1);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        DeadlineOutput out = new DeadlineOutput(writer, 30_000);
        out.write(all);
        out.write(7);
        byte[] got = read.get(60, TimeUnit.SECONDS);
        assertArrayEquals(all, java.util.Arrays.copyOf(got, all.length));
        assertEquals(7, got[all.length]);
        assertFalse(writer.isClosed());
    }
}
