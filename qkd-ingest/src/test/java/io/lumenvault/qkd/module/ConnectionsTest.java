package io.lumenvault.qkd.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.distillation.LinkException;
import io.lumenvault.qkd.distillation.StreamChannel;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectionsTest {
    private Socket stranger;
    private Socket alice;

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            stranger = new Socket(server.getInetAddress(), server.getLocalPort());
            alice = server.accept();
        }
    }

    @AfterEach
    void close() throws IOException {
        stranger.close();
        alice.close();
    }

    private StreamChannel wire() throws IOException {
        return new StreamChannel(alice.getInputStream(), alice.getOutputStream());
    }

    /** The length of a hello, and then bytes of it without an end. */
    private void drip() {
        try (OutputStream out = stranger.getOutputStream()) {
            out.write(new byte[] {0, 0, 100, 0, 0});
            while (true) {
                out.write(1);
                Thread.sleep(20);
            }
        } catch (IOException | InterruptedException hungUp) {
            // As it should be.
            return;
        }
    }

    @Test
    void strangerWhoSendsAByteNowAndThen_isCutOffInTime() throws Exception {
        Thread.ofPlatform().daemon().start(this::drip);
        StreamChannel wire = wire();
        String said = assertThrows(IOException.class, () -> Connections.inTime(alice, 300, wire::receive)).getMessage();
        assertEquals("the peer has not proved who it is within 300 ms", said);
        assertTrue(alice.isClosed());
    }

    @Test
    void peerInTime_keepsItsConnection() throws Exception {
        new StreamChannel(stranger.getInputStream(), stranger.getOutputStream()).send(2, new byte[3]);
        assertEquals(3, Connections.inTime(alice, 300, wire()::receive).payload().length);
        Thread.sleep(400);
        assertFalse(alice.isClosed());
    }

    @Test
    void peerThatLeaves_isLostAndNotLate() throws Exception {
        stranger.close();
        StreamChannel wire = wire();
        LinkException lost = assertThrows(LinkException.class, () -> Connections.inTime(alice, 10_000, wire::receive));
        assertEquals(LinkException.Cause.LOST, lost.why());
    }
}
