package io.lumenvault.qkd.module;

import io.lumenvault.qkd.authentication.KeyPool;
import io.lumenvault.qkd.distillation.AliceDistillation;
import io.lumenvault.qkd.distillation.SequenceFile;
import io.lumenvault.qkd.distillation.SessionId;
import io.lumenvault.qkd.distillation.StreamChannel;
import io.lumenvault.qkd.ingest.EventLog;
import io.lumenvault.qkd.link.Eavesdropper;
import io.lumenvault.qkd.link.Preparation;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Clock;

/** Alice: transmitter and fibre; listens for Bob on both channels. */
final class AliceModule extends QkdModule {
    private final ServerSocket classicalListener;
    private final QuantumListener quantumListener;
    private final Path configFile;
    private FileTime configTime;
    private final ModuleOptics optics;
    private volatile ModuleConfig.Eavesdropping eavesdropping;
    private volatile Eavesdropper eve;
    private volatile LightSender light;
    private volatile Socket quantum;

    AliceModule(ModuleConfig config, Path configFile, Clock clock, EventLog log) throws IOException, GeneralSecurityException {
        super(config, clock, log);
        this.configFile = configFile;
        this.optics = new ModuleOptics(config);
        this.configTime = Files.getLastModifiedTime(configFile);
        this.classicalListener = Connections.listen(config.classical());
        this.quantumListener = new QuantumListener(config.quantum());
        setEve(config.eavesdropping());
        log.event("alice of link %s listens on %s (classical) and %s (quantum)", config.parameters().link(),
                classicalListener.getLocalSocketAddress(), quantumListener.address());
    }

    private void setEve(ModuleConfig.Eavesdropping what) {
        eavesdropping = what;
        eve = optics.eavesdropper(what);
    }

    @Override
    void session(KeyPool pool, SequenceFile sequences) throws IOException, InterruptedException {
        state.enter("start");
        try (Socket classical = Connections.prepare(classicalListener.accept())) {
            opened(classical, null);
            quantumListener.drain();
            classical.setSoTimeout(Connections.HANDSHAKE_TIMEOUT_MS);
            StreamChannel wire = new StreamChannel(classical.getInputStream(),
                    new DeadlineOutput(classical, Connections.WRITE_DEADLINE_MS));
            try (AliceDistillation alice = Connections.inTime(classical, Connections.HANDSHAKE_DEADLINE_MS,
                    () -> new AliceDistillation(config.parameters(), pool, sequences, wire, this::nextRecord))) {
                log.event("session with bob authenticated, %d bytes of authentication key a direction", pool.remaining());
                quantum = acceptLight(classical, alice.sessionId());
                classical.setSoTimeout(0);
                distil(alice::next);
            } finally {
                closeQuietly(quantum);
            }
        }
    }

    private Preparation nextRecord() throws InterruptedException {
        return light.next(quantum);
    }

    /** Connects the fibre to Bob's receiver and switches the laser on. */
    private Socket acceptLight(Socket classical, SessionId session) throws IOException {
        QuantumListener.Fibre accepted = quantumListener.accept(session, Connections.HANDSHAKE_TIMEOUT_MS);
        Socket fibre = accepted.socket();
        double detection = accepted.detection();
        opened(classical, fibre);
        if (!(detection >= 0 && detection <= 1)) {
            throw new IOException("photon detection probability of bob is " + detection);
        }
        double clockHz = config.parameters().source().clockHz();
        new DataOutputStream(fibre.getOutputStream()).writeDouble(clockHz);
        light = new LightSender(optics.source(detection, () -> eavesdropping), clockHz, () -> eve, delivery::isFull);
        LightSender sender = light;
        Thread.ofPlatform().daemon().name("light").start(() -> sender.run(fibre));
        return fibre;
    }

    @Override
    void watch() {
        try {
            FileTime now = Files.getLastModifiedTime(configFile);
            if (!now.equals(configTime)) {
                configTime = now;
                ModuleConfig.Eavesdropping what = ModuleConfig.rereadEavesdropping(configFile);
                setEve(what);
                log.event("eavesdropper intercepts %.0f %% of the pulses, diverts %.0f %% of the light", 100 * what.intercepted(),
                        100 * what.tapped());
            }
        } catch (IOException | IllegalArgumentException e) {
            log.event("configuration not reread: %s", e.getMessage());
        }
    }

    @Override
    void closeListeners() {
        closeQuietly(classicalListener);
        closeQuietly(quantumListener);
    }
}
