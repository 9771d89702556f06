package io.lumenvault.qkd.module;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever reaches the ports of Alice's module, in processes. */
class StrangersAtTheModuleTest {
    @TempDir
    Path folder;

    /** As an earlier session of Bob leaves it: he has said what he is, and is gone. */
    @Test
    void connectionLeftOnTheQuantumPort_isNotTakenForBobs() throws Exception {
        try (TestLink link = new TestLink(folder)) {
            link.start("alice");
            link.await("alice listens", () -> link.logContains("alice", "listens on"));
            try (Socket left = new Socket("127.0.0.1", link.quantumPort()); Socket silent = new Socket("127.0.0.1", link.quantumPort())) {
                left.getOutputStream().write(ByteBuffer.allocate(40).putDouble(32, 0.1).array());
                left.shutdownOutput();
                link.start("bob");
                link.await("first block", () -> !link.common().isEmpty());
            }
        }
    }

    /** Alice has one session at a time. */
    @Test
    void strangerWhoDripsOnTheClassicalPort_holdsItForAHalfMinuteAtMost() throws Exception {
        try (TestLink link = new TestLink(folder)) {
            link.start("alice");
            link.await("alice listens", () -> link.logContains("alice", "listens on"));
            try (Socket stranger = new Socket("127.0.0.1", link.classicalPort())) {
                Thread dripping = Thread.ofPlatform().daemon().start(() -> drip(stranger));
                link.await("alice hangs up", () -> link.logContains("alice", "no session: the peer has not proved who it is"));
                dripping.join();
            }
        }
    }

    private static void drip(Socket stranger) {
        try {
            stranger.getOutputStream().write(new byte[] {0, 0, 100, 0, 0});
            while (true) {
                Thread.sleep(500);
                stranger.getOutputStream().write(1);
            }
        } catch (IOException | InterruptedException hungUp) {
            // Which is what is waited for.
            return;
        }
    }
}
