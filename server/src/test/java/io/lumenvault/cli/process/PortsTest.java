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
            assertNotEquals(taken.getLocalPort(), new Ports().choose(taken.getLocalPort()));
        }
    }

    @Test
    void choose_free_givesItOnce() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            free = socket.getLocalPort();
        }
        Ports ports = new Ports();
        assertEquals(free, ports.choose(free));
        assertNotEquals(free, ports.choose(free));
    }
}
