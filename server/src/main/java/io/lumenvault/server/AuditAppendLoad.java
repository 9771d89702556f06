package io.lumenvault.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lumenvault.db.Database;
import io.lumenvault.db.custody.GenerationRepository;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.hsm.HsmConfig;
import io.lumenvault.hsm.PinSource;
import io.lumenvault.hsm.Pkcs11RootOfTrust;
import io.lumenvault.hsm.RootOfTrust;
import io.lumenvault.server.audit.Actor;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.audit.CheckpointFile;
import io.lumenvault.server.audit.DecisionCounts;
import io.lumenvault.server.audit.EntrySeal;
import io.lumenvault.server.audit.HsmCheckpointSigner;
import io.lumenvault.server.audit.LogContinuity;
import io.lumenvault.server.audit.LogIdentity;
import io.lumenvault.server.audit.Result;
import io.lumenvault.server.audit.Sequencer;
import io.lumenvault.server.audit.SequencerLoop;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.SealAllowance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/**
 * Measures a site's audit log without its endpoints: many callers append events durably while the sequencer and the signer of heads
 * work as they do in the server. First what entries add to the delay of changes ({@link AddedDelay}), then as fast as it goes. Once warm it
 * says so in a line and waits for one; at the end it prints JSON.
 */
public final class AuditAppendLoad {

    private static final int CALLERS = 128;
    private static final int CONNECTIONS = 8;
    static final long HIGHEST_NANOS = Duration.ofMinutes(1).toNanos();
    /** Until the code of appending and sequencing is compiled. */
    private static final long WARM_UP_NANOS = Duration.ofSeconds(20).toNanos();
    static final int DIGITS = 3;
    static final double NANOS_A_MILLI = 1e6;

    private final AuditLog log;

    private AuditAppendLoad(AuditLog log) {
        this.log = log;
    }

    /** One figure, as the benches print it. */
    public record Figure(String name, double value, String unit, Double p50, Double p99, Double ceiling, Double ratio, long samples) {}

    /** @param arguments PKCS#11 library, token, PIN file; database URL, user, password file; state folder, site, seconds */
    public static void main(String... arguments) throws Exception {
        Path state = Path.of(arguments[6]);
        long nanos = Duration.ofSeconds(Long.parseLong(arguments[8])).toNanos();
        HsmConfig hsmConfig = new HsmConfig(Path.of(arguments[0]), arguments[1], PinSource.file(Path.of(arguments[2])), CONNECTIONS, Duration.ofSeconds(5));
        try (RootOfTrust hsm = Pkcs11RootOfTrust.open(hsmConfig);
                SessionFactory sessions = new HibernatePersistenceConfiguration("audit").jdbcUrl(arguments[3]).jdbcUsername(arguments[4])
                        .jdbcPassword(Files.readString(Path.of(arguments[5])).strip()).jdbcPoolSize(CONNECTIONS)
                        .managedClass(ManagedObject.class).createEntityManagerFactory()) {
            Database database = new Database(sessions);
            GenerationRepository generations = new GenerationRepository();
            Custody custody = new Custody(hsm, new SealAllowance(
                    wanted -> database.transaction(session -> generations.reserve(session, wanted)), SealAllowance.HIGHEST_LIMIT));
            String origin = "lumenvault/" + arguments[7];
            LogIdentity identity = new LogIdentity(origin, new HsmCheckpointSigner(hsm, origin),
                    List.of(new AuditCosigner(database, custody, origin + "/cosigner")));
            LogContinuity continuity = new LogContinuity(database, identity, List.of(new CheckpointFile(state.resolve("audit-checkpoint"))));
            EntrySeal seal = new EntrySeal();
            new AuditSecret(database, custody, origin, seal).read();
            AuditLog log = new AuditLog(database, new DecisionCounts(), seal, arguments[7], Clock.systemUTC(), custody::newIdentifier);
            AuditAppendLoad load = new AuditAppendLoad(log);
            try (SequencerLoop loop = new SequencerLoop(new Sequencer(database, log, seal, identity, continuity, Clock.systemUTC()))) {
                loop.start();
                AddedDelay added = new AddedDelay(database, log, CALLERS);
                load.closedLoop("warm-up", WARM_UP_NANOS);
                added.measure(WARM_UP_NANOS / 2);
                System.out.println("warm");
                System.in.read();
                List<Figure> figures = new ArrayList<>(added.measure(nanos));
                figures.addFirst(load.closedLoop("audit.append", nanos));
                System.out.println(new ObjectMapper().writeValueAsString(figures));
            }
        }
    }

    /** Every caller appends its next event when the last one is durable. */
    private Figure closedLoop(String name, long nanos) throws InterruptedException {
        Histogram latencies = new ConcurrentHistogram(HIGHEST_NANOS, DIGITS);
        long end = System.nanoTime() + nanos;
        run(CALLERS, caller -> {
            for (int number = 0; System.nanoTime() < end; number++) {
                long start = System.nanoTime();
                log.append(event(caller, number));
                latencies.recordValue(System.nanoTime() - start);
            }
        });
        return figure(name, latencies.getTotalCount() * 1e9 / nanos, "1/s", latencies);
    }

    /** Runs a task for each of so many callers at once, until all are done. */
    static void run(int callers, IntConsumer caller) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            int number = i;
            threads.add(Thread.startVirtualThread(() -> caller.accept(number)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    static Figure figure(String name, double value, String unit, Histogram latencies) {
        return new Figure(name, value, unit, latencies.getValueAtPercentile(50) / NANOS_A_MILLI,
                latencies.getValueAtPercentile(99) / NANOS_A_MILLI, null, null, latencies.getTotalCount());
    }

    /** As large as that of a Get over KMIP. */
    static AuditEvent event(int caller, long number) {
        return new AuditEvent(new Actor("client-" + caller, "certificate", "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef"),
                "127.0.0.1", "kmip", "Get", Result.SERVED, null, null, List.of(new UUID(caller, number)),
                Map.of("bits", "256", "key-state", "active"));
    }
}
