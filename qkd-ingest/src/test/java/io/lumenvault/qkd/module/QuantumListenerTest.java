package io.lumenvault.qkd.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.distillation.SessionId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QuantumListenerTest {
    private QuantumListener listener;

    @BeforeEach
    void listen() throws IOException {
        listener = new QuantumListener(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    private static SessionId session(int number) {
        byte[] bytes = new byte[SessionId.BYTES];
        bytes[0] = (byte) number;
        return new SessionId(bytes);
    }

    private Socket stranger() throws IOException {
        InetSocketAddress address = (InetSocketAddress) listener.address();
        return new Socket(address.getAddress(), address.getPort());
    }

    private Socket bob(int session, double detection) throws IOException {
        Socket socket = stranger();
        new FibreHello(session(session), detection).write(socket.getOutputStream());
        return socket;
    }

    private static boolean isClosedByPeer(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    @Test
    void connectionsOfEarlierSessions_areClosedAndTheLightGoesToThisOne() throws IOException {
        bob(1, 0.1).close();
        try (Socket left = bob(2, 0.2); Socket bob = bob(3, 0.3)) {
            QuantumListener.Fibre fibre = listener.accept(session(3), 10_000);
            assertEquals(0.3, fibre.detection());
            assertEquals(bob.getLocalPort(), fibre.socket().getPort());
            assertTrue(isClosedByPeer(left));
            fibre.socket().close();
        }
    }

    @Test
    void silentStranger_doesNotKeepBobOut() throws IOException {
        try (Socket stranger = stranger(); Socket bob = bob(1, 0.1)) {
            QuantumListener.Fibre fibre = listener.accept(session(1), 10_000);
            assertEquals(bob.getLocalPort(), fibre.socket().getPort());
            assertFalse(fibre.socket().isClosed());
            assertTrue(isClosedByPeer(stranger));
            fibre.socket().close();
        }
    }

    @Test
    void nobodyOfTheSession_endsTheWaiting() throws IOException {
        try (Socket other = bob(1, 0.1)) {
            String said = assertThrows(IOException.class, () -> listener.accept(session(2), 300)).getMessage();
            assertEquals("bob did not connect the quantum channel", said);
            assertTrue(isClosedByPeer(other));
        }
    }

    @Test
    void drain_closesWhatWaits() throws IOException {
        try (Socket silent = stranger(); Socket old = bob(1, 0.1)) {
            listener.drain();
            assertTrue(isClosedByPeer(silent) && isClosedByPeer(old));
            assertThrows(IOException.class, () -> listener.accept(session(1), 50));
        }
    }
}
