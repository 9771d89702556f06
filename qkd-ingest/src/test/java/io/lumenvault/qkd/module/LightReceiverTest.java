package io.lumenvault.qkd.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.distillation.LinkException;
import io.lumenvault.qkd.link.DetectorParameters;
import io.lumenvault.qkd.link.LightFrame;
import io.lumenvault.qkd.link.LightLevel;
import io.lumenvault.qkd.link.Receiver;
import io.lumenvault.qkd.synchronisation.FreeClock;
import io.lumenvault.qkd.synchronisation.SyncChannel;
import io.lumenvault.qkd.synchronisation.Synchroniser;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class LightReceiverTest {
    private static final int SLOTS = 1000;
    private final List<String> alarms = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();

    private LightReceiver receiver() {
        return receiver(0.9);
    }

    /** @param seen share of the synchronisation pulses that arrive */
    private LightReceiver receiver(double seen) {
        DetectorParameters detector = new DetectorParameters(1, 1, 0, 0, 0, 0, 0);
        SyncChannel channel = new SyncChannel(Synchroniser.PATTERN, new FreeClock(1e-3, 1e-5, 1e-8, 100), 40e-12, seen, 2);
        return new LightReceiver(new Receiver(detector, 0.5, SLOTS, 1), new Synchroniser(channel, SLOTS), SLOTS, new LightLevel(0), alarms::add,
                told::add);
    }

    /** A stretch of light of which every slot, or none, holds a photon. */
    private static LightFrame light(long firstSlot, boolean lit) {
        int[] offsets = new int[lit ? SLOTS : 0];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = i;
        }
        return new LightFrame(firstSlot, SLOTS, offsets.length, offsets, new byte[offsets.length]);
    }

    private Socket send(LightReceiver receiver, LightFrame... frames) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Socket bob = new Socket(server.getInetAddress(), server.getLocalPort());
            try (Socket alice = server.accept()) {
                DataOutputStream out = new DataOutputStream(alice.getOutputStream());
                for (LightFrame frame : frames) {
                    LightWire.write(out, frame);
                }
            }
            receiver.run(bob);
            return bob;
        }
    }

    @Test
    void moreSlotsAtOnceThanASecondHas_areALossOfSynchronisation() throws Exception {
        LightReceiver receiver = receiver();
        Socket light = send(receiver, new LightFrame(0, SLOTS + 1, 0, new int[0], new byte[0]));
        String said = assertThrows(LinkException.class, () -> receiver.next(light)).getMessage();
        assertTrue(said.contains("light of 1001 slots at once"), said);
    }

    @Test
    void slotsMissing_isALossOfSynchronisation() throws Exception {
        LightReceiver receiver = receiver();
        Socket bob = send(receiver, light(0, true), light(SLOTS, true), light(3 * SLOTS, true));
        assertEquals(0, receiver.next(bob).firstSlot());
        assertEquals(SLOTS, receiver.next(bob).firstSlot());
        LinkException slipped = assertThrows(LinkException.class, () -> receiver.next(bob));
        assertEquals(LinkException.Cause.SYNCHRONISATION, slipped.why());
        assertEquals("loss of synchronisation: light of slot 3000 where slot 2000 is due", slipped.getMessage());
    }

    @Test
    void secondsInTheDark_areAlarms() throws Exception {
        LightReceiver receiver = receiver();
        send(receiver, light(0, true), light(SLOTS, false), light(2 * SLOTS, true));
        assertEquals(List.of("loss of light: fewer than 100 clicks a second"), alarms);
    }

    @Test
    void lightThatStaysOn_isNoAlarm() throws Exception {
        LightReceiver receiver = receiver();
        Socket bob = send(receiver, light(0, true), light(SLOTS, true));
        assertTrue(alarms.isEmpty());
        assertEquals(0, receiver.next(bob).count(), "clicks before the clock is found are of no use");
        assertEquals(SLOTS, receiver.next(bob).count());
        assertTrue(told.getFirst().matches("clock found: offset 1000\\.\\d+ us, drift 10\\.0\\d+ ppm, time tags within \\d\\d ps"), told.toString());
    }

    @Test
    void noSynchronisationPulses_isALossOfSynchronisation() throws Exception {
        LightReceiver receiver = receiver(0);
        Socket bob = send(receiver, light(0, true));
        LinkException lost = assertThrows(LinkException.class, () -> receiver.next(bob));
        assertEquals(LinkException.Cause.SYNCHRONISATION, lost.why());
        assertEquals("loss of synchronisation: 0 time tags; at least 32 are needed", lost.getMessage());
    }
}
