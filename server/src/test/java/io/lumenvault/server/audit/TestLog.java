package io.lumenvault.server.audit;

import io.lumenvault.db.Database;
import io.lumenvault.db.Migration;
import io.lumenvault.db.cluster.PostgresCluster;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.tlog.Checkpoint;
import io.lumenvault.tlog.EcdsaKey;
import io.lumenvault.tlog.NoteKey;
import io.lumenvault.tlog.NoteSignature;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** A log over a real PostgreSQL, with keys that are in no HSM and a clock that is set. */
final class TestLog implements AutoCloseable {

    static final String ORIGIN = "lumenvault/test";

    final Path folder;
    final PostgresCluster cluster;
    final SessionFactory sessions;
    final Database database;
    final LogIdentity identity = new LogIdentity(ORIGIN, new SoftSigner(), List.of(new SoftCosigner(ORIGIN + "/cosigner")));
    final EntrySeal seal = new EntrySeal();
    final LogContinuity continuity;
    final AuditLog log;
    final Sequencer sequencer;
    final LogVerification verification;
    Instant now = Instant.now();

    TestLog(Path folder) throws Exception {
        this.folder = folder;
        cluster = PostgresCluster.open(folder.resolve("cluster"), Path.of("target", "postgresql").toAbsolutePath()).start();
        Migration.run(cluster.ownerConnections(), cluster.user());
        sessions = new HibernatePersistenceConfiguration("test").jdbcUrl(cluster.jdbcUrl()).jdbcUsername(cluster.user())
                .jdbcPassword(Files.readString(cluster.passwordFile()).strip()).jdbcPoolSize(8).managedClass(ManagedObject.class)
                .createEntityManagerFactory();
        database = new Database(sessions);
        seal.begin(new byte[32], 0);
        continuity = new LogContinuity(database, identity, List.of(new CheckpointFile(folder.resolve("audit-checkpoint"))));
        log = new AuditLog(database, new DecisionCounts(), seal, "test", clock(), UUID::randomUUID);
        sequencer = new Sequencer(database, log, seal, identity, continuity, clock());
        verification = new LogVerification(database, seal, identity, continuity, archives());
    }

    Path archives() {
        return folder.resolve("archive");
    }

    /** So many entries in January and in February of 2026, each month in a partition of its own, and one in March. */
    void growJanuaryToMarch(int events) throws Exception {
        asOwner("select audit_make_partition('2026-01-01')", "select audit_make_partition('2026-02-01')");
        now = Instant.parse("2026-01-15T12:00:00Z");
        grow(events);
        now = Instant.parse("2026-02-15T12:00:00Z");
        grow(events);
        now = Instant.parse("2026-03-15T12:00:00Z");
        grow(1);
    }

    /** Appends so many events, gives them leaves and signs the head. */
    void grow(int events) {
        for (int i = 0; i < events; i++) {
            log.append(new AuditEvent(new Actor("client", "certificate", "00"), "127.0.0.1", "kmip", "Get", Result.SERVED, null, null,
                    List.of(UUID.randomUUID()), Map.of("name", "gr\u00fcn \u20ac")));
        }
        sequencer.sequence();
        sequencer.checkpoint();
    }

    /** As the role that owns the tables, past the triggers that refuse. */
    void asOwner(String... statements) throws Exception {
        try (Connection connection = cluster.ownerConnections().getConnection(); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    Clock clock() {
        return ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    }

    @Override
    public void close() throws Exception {
        sessions.close();
        cluster.close();
    }

    /** Signs as the HSM would. */
    private static final class SoftSigner implements CheckpointSigner {

        private final KeyPair keys;

        SoftSigner() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                keys = generator.generateKeyPair();
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public NoteKey key() {
            return new EcdsaKey(ORIGIN, keys.getPublic().getEncoded());
        }

        @Override
        public NoteSignature sign(Checkpoint head, Instant time) {
            try {
                Signature signer = Signature.getInstance("SHA256withECDSA");
                signer.initSign(keys.getPrivate());
                signer.update(head.text().getBytes(StandardCharsets.UTF_8));
                return new EcdsaKey(ORIGIN, keys.getPublic().getEncoded()).line(signer.sign());
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
