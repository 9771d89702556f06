package io.lumenvault.cli.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void choose_taken_givesAnother() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertNotEquals(taken.getLocalPort(), Ports.usual().choose(taken.getLocalPort()));
        }
    }

    @Test
    void choose_free_givesItOnce() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            free = socket.getLocalPort();
        }
        Ports ports = Ports.usual();
        assertEquals(free, ports.choose(free));
        assertNotEquals(free, ports.choose(free));
    }

    @Test
    void choose_unusual_neverGivesThePreferred() {
        assertNotEquals(8443, Ports.unusual().choose(8443));
    }
}
