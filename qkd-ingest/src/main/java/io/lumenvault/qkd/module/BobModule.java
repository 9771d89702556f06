package io.lumenvault.qkd.module;

import io.lumenvault.qkd.authentication.KeyPool;
import io.lumenvault.qkd.distillation.BobDistillation;
import io.lumenvault.qkd.distillation.DetectionSource;
import io.lumenvault.qkd.distillation.SequenceFile;
import io.lumenvault.qkd.distillation.SessionId;
import io.lumenvault.qkd.distillation.StreamChannel;
import io.lumenvault.qkd.ingest.EventLog;
import io.lumenvault.qkd.link.DetectionFrame;
import io.lumenvault.qkd.synchronisation.Synchroniser;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;

/** Bob: receiver and detectors; connects both channels to Alice. */
final class BobModule extends QkdModule {
    private volatile LightReceiver light;
    private volatile Socket quantum;

    BobModule(ModuleConfig config, Clock clock, EventLog log) throws IOException, GeneralSecurityException {
        super(config, clock, log);
        log.event("bob of link %s connects to %s (classical) and %s (quantum)", config.parameters().link(),
                config.classical(), config.quantum());
    }

    @Override
    void session(KeyPool pool, SequenceFile sequences) throws IOException, InterruptedException {
        state.enter("start");
        try (Socket classical = Connections.connect(config.classical())) {
            opened(classical, null);
            classical.setSoTimeout(Connections.HANDSHAKE_TIMEOUT_MS);
            StreamChannel wire = new StreamChannel(classical.getInputStream(), classical.getOutputStream());
            try (BobDistillation bob = Connections.inTime(classical, Connections.HANDSHAKE_DEADLINE_MS,
                    () -> new BobDistillation(config.parameters(), pool, sequences, wire, detections()))) {
                log.event("session with alice authenticated, %d bytes of authentication key a direction", pool.remaining());
                quantum = connectLight(classical, bob.sessionId());
                classical.setSoTimeout(0);
                distil(bob::next);
            } finally {
                closeQuietly(quantum);
            }
        }
    }

    private DetectionSource detections() {
        return new DetectionSource() {
            @Override
            public DetectionFrame next() throws InterruptedException {
                return light.next(quantum);
            }

            @Override
            public boolean ready() {
                return light.ready();
            }
        };
    }

    /** Connects the receiver to the fibre; what goes back is the name of the session and what kind of device it is. */
    private Socket connectLight(Socket classical, SessionId session) throws IOException {
        Socket fibre = Connections.connect(config.quantum());
        opened(classical, fibre);
        new FibreHello(session, config.detector().photonDetectionProbability()).write(fibre.getOutputStream());
        fibre.setSoTimeout(Connections.HANDSHAKE_TIMEOUT_MS);
        double clockHz = clock(fibre);
        fibre.setSoTimeout(0);
        double own = config.parameters().source().clockHz();
        if (clockHz != own) {
            throw new IOException("the light of alice has a clock of " + clockHz + " Hz; that of this module is " + own + " Hz");
        }
        ModuleOptics optics = new ModuleOptics(config);
        Synchroniser synchroniser = new Synchroniser(config.clock().channel(new SecureRandom().nextLong()), clockHz);
        light = new LightReceiver(optics.receiver(), synchroniser, clockHz, optics.level(), state::alarm, text -> log.event("%s", text));
        LightReceiver detecting = light;
        Thread.ofPlatform().daemon().name("light").start(() -> detecting.run(fibre));
        return fibre;
    }

    /** What Alice says of her light before it comes. */
    private static double clock(Socket fibre) throws IOException {
        try {
            return new DataInputStream(fibre.getInputStream()).readDouble();
        } catch (EOFException e) {
            throw new IOException("alice closed the quantum channel");
        }
    }
}
