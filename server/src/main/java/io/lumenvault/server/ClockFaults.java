package io.lumenvault.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lumenvault.db.Database;
import io.lumenvault.db.custody.GenerationRepository;
import io.lumenvault.db.object.Cryptography;
import io.lumenvault.db.object.LifecycleDates;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.StorageClass;
import io.lumenvault.hsm.HsmConfig;
import io.lumenvault.hsm.PinSource;
import io.lumenvault.hsm.Pkcs11RootOfTrust;
import io.lumenvault.hsm.RootOfTrust;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.access.Role;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.audit.DecisionCounts;
import io.lumenvault.server.audit.EntrySeal;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.custody.SealAllowance;
import io.lumenvault.server.lifecycle.NodeClock;
import io.lumenvault.server.lifecycle.State;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.lifecycle.approval.RequiredApprovals;
import io.lumenvault.server.vault.Approvals;
import io.lumenvault.server.vault.ClockWatch;
import io.lumenvault.server.vault.Door;
import io.lumenvault.server.vault.NewObject;
import io.lumenvault.server.vault.Policies;
import io.lumenvault.server.vault.Vault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/**
 * Faults of the system clock against the vault of a site, its PostgreSQL and its token: keys with a Deactivation Date, while the clock
 * jumps or stands still. The clock is one of the program's own, so the machine's is left alone. Prints counts as JSON.
 */
public final class ClockFaults {

    private static final AccessRequest REQUEST = new AccessRequest(
            new Principal("clock-drill", Set.of(Role.APPLICATION), "internal", ""), null, "drill", "Clock Fault", Permission.OBJECT_USE);
    private static final int SYMMETRIC_KEY = 2;
    private static final int KEY_BYTES = 32;
    private static final int LONGEST_LIFE_SECONDS = 600;

    private final FaultyTime time = new FaultyTime(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private final NodeClock clock = new NodeClock(time.wall(), time::nanos);
    private final Random random = new Random();
    private final Map<String, Long> counts = new TreeMap<>();
    private final Database database;
    private final Vault vault;
    private final ClockWatch watch;

    private ClockFaults(Database database, Custody custody, EntrySeal seal) {
        this.database = database;
        AuditLog audit = new AuditLog(database, new DecisionCounts(), seal, "clock-drill", clock, custody::newIdentifier);
        Door door = new Door(database, audit);
        Policies policies = new Policies(database, () -> object -> Map.of(), owner -> null, clock);
        Approvals approvals = new Approvals(door, audit, RequiredApprovals.NONE, _ -> true, custody::newIdentifier, clock);
        this.vault = new Vault(door, audit, custody, _ -> StorageClass.EXTERNAL, policies, approvals, clock);
        this.watch = new ClockWatch(clock, door, audit);
    }

    /** @param arguments PKCS#11 library, token, PIN file; database URL, user, password file; rounds, site */
    public static void main(String... arguments) throws Exception {
        HsmConfig hsmConfig = new HsmConfig(Path.of(arguments[0]), arguments[1], PinSource.file(Path.of(arguments[2])), 1, Duration.ofSeconds(10));
        try (RootOfTrust hsm = Pkcs11RootOfTrust.open(hsmConfig);
                SessionFactory sessions = new HibernatePersistenceConfiguration("clock").jdbcUrl(arguments[3]).jdbcUsername(arguments[4])
                        .jdbcPassword(Files.readString(Path.of(arguments[5])).strip()).jdbcPoolSize(4)
                        .managedClass(ManagedObject.class).createEntityManagerFactory()) {
            Database database = new Database(sessions);
            GenerationRepository generations = new GenerationRepository();
            Custody custody = new Custody(hsm, new SealAllowance(
                    wanted -> database.transaction(session -> generations.reserve(session, wanted)), SealAllowance.HIGHEST_LIMIT));
            EntrySeal seal = new EntrySeal();
            new AuditSecret(database, custody, "lumenvault/" + arguments[7], seal).read();
            ClockFaults faults = new ClockFaults(database, custody, seal);
            for (int round = 0; round < Integer.parseInt(arguments[6]); round++) {
                for (FaultyTime.Fault fault : FaultyTime.Fault.values()) {
                    faults.run(fault);
                }
            }
            System.out.println(new ObjectMapper().writeValueAsString(faults.counts));
        }
    }

    /** One key, whose Deactivation Date comes while the clock is wrong. */
    private void run(FaultyTime.Fault fault) {
        Duration life = Duration.ofSeconds(5 + random.nextInt(LONGEST_LIFE_SECONDS));
        Instant limit = time.truth().plus(life);
        UUID uid = store(limit);
        time.pass(Duration.ofMillis((long) (random.nextDouble() * (life.toMillis() - 3000))));
        watch.look();
        long steps = recordedSteps();
        time.cause(fault);
        time.pass(Duration.between(time.truth(), limit).minusSeconds(1));
        watch.look();
        count("steps of the clock not recorded", recordedSteps() > steps ? 0 : 1);
        if (fault.ahead()) {
            count("automatic destruction not paused by a clock set ahead", clock.mayDestroy() ? 1 : 0);
        } else {
            count("keys out of use before their time by a clock set back", active(uid) ? 0 : 1);
            count("automatic destruction paused by a clock set back", clock.mayDestroy() ? 0 : 1);
        }
        time.pass(Duration.ofSeconds(2));
        count("keys alive more than 1 s past their limit", active(uid) ? 1 : 0);
        time.repair();
        watch.look();
        count("automatic destruction still paused with the clock back", clock.mayDestroy() ? 0 : 1);
        count("faults of the clock", 1);
    }

    private UUID store(Instant limit) {
        UUID uid = vault.newIdentifier();
        Instant now = vault.now();
        try (KeyMaterial material = vault.newMaterial(KEY_BYTES)) {
            vault.store(REQUEST, new NewObject(uid, REQUEST.principal().name(), SYMMETRIC_KEY, Cryptography.NONE,
                    LifecycleDates.initial(now).withActivation(now).withDeactivation(limit), false, null, new byte[0], List.of()), material);
        }
        return uid;
    }

    private boolean active(UUID uid) {
        return vault.state(vault.read(REQUEST, uid)) == State.ACTIVE;
    }

    private long recordedSteps() {
        return database.transaction(session -> session.createNativeQuery(
                "select count(*) from audit_entry where operation = 'Clock Step' and principal = 'system/clock'", Long.class).getSingleResult());
    }

    private void count(String name, long more) {
        counts.merge(name, more, Long::sum);
    }
}
