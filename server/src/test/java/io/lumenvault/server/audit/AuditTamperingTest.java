package io.lumenvault.server.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.Database;
import io.lumenvault.db.Migration;
import io.lumenvault.db.cluster.PostgresCluster;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.hsm.RootOfTrust;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** A database administrator changes the log in every way that a database allows; the verification or the next start finds it. */
class AuditTamperingTest {

    private static final String ORIGIN = "lumenvault/test";
    private static final int ENTRIES = 10;

    private PostgresCluster cluster;
    private SessionFactory sessions;
    private KeyPair signing;
    private AuditLog log;
    private Sequencer sequencer;
    private LogVerification verification;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        cluster = PostgresCluster.open(folder.resolve("cluster"), Path.of("target", "postgresql").toAbsolutePath()).start();
        Migration.run(owner(), cluster.user());
        sessions = new HibernatePersistenceConfiguration("test").jdbcUrl(cluster.jdbcUrl()).jdbcUsername(cluster.user())
                .jdbcPassword(password()).jdbcPoolSize(4).managedClass(ManagedObject.class).createEntityManagerFactory();
        Database database = new Database(sessions);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        signing = generator.generateKeyPair();
        HeldCheckpoint held = new HeldCheckpoint(folder.resolve("audit-checkpoint"));
        log = new AuditLog(database, new DecisionCounts(), "test", Clock.systemUTC(), UUID::randomUUID);
        sequencer = new Sequencer(database, signer(), held, ORIGIN, Clock.systemUTC());
        verification = new LogVerification(database, held, ORIGIN);
        grow();
    }

    @AfterEach
    void stop() throws Exception {
        sessions.close();
        cluster.close();
    }

    @Test
    void cleanLog_isWhole_andExtendsWhatIsHeldOutside() {
        grow();
        assertNull(fault());
        sequencer.requireExtension();
    }

    @Test
    void changedColumns_areFound() throws Exception {
        for (String change : List.of("principal = 'nobody'", "operation = 'forged'", "result = 'served'", "reason = 'x'", "link = 'x'",
                "protocol = 'x'", "time = time + interval '1 hour'", "objects = '{}'", "event_id = gen_random_uuid()")) {
            String column = change.substring(0, change.indexOf(' '));
            tamper("create table kept as select * from audit_entry where seq = 5", "update audit_entry set " + change + " where seq = 5");
            // An entry's time is what finds its partition.
            assertEquals(column.equals("time") ? "the entry of leaf 4 is missing" : "the column " + column + " of leaf 4 has been changed", fault());
            tamper("update audit_entry e set (" + column + ") = (select k." + column + " from kept k) where seq = 5", "drop table kept");
            assertNull(fault());
        }
    }

    @Test
    void changedBodyAndRemovedEntry_areFound() throws Exception {
        tamper("update audit_entry set body = body || ' '::bytea where seq = 3");
        assertTrue(fault().contains("leaf 2 has been changed"), fault());
        tamper("delete from audit_entry where seq = 3");
        assertTrue(fault().contains("leaf 2 is missing"), fault());
    }

    @Test
    void entrySlippedInAmongOlderOnes_isFound() throws Exception {
        tamper("insert into audit_entry (xid, event_id, time, principal, protocol, operation, result, body) "
                + "values ('3', gen_random_uuid(), now(), 'forger', 'kmip', 'Get', 'served', '{}')");
        sequencer.sequence();
        assertEquals("1 entries stand among those of the tree and have no leaf", fault());
    }

    @Test
    void emptiedLog_isFound_andNeitherSignedNorStarted() throws Exception {
        tamper("delete from audit_leaf", "delete from audit_checkpoint", "delete from audit_entry",
                "update audit_tree set size = 0, frontier = '', last_xid = '0', last_seq = 0");
        assertEquals("audit log rolled back from " + ENTRIES + " to 0", fault());
        LogRolledBackException refused = assertThrows(LogRolledBackException.class, sequencer::requireExtension);
        assertEquals("audit log rolled back from " + ENTRIES + " to 0", refused.getMessage());
        log.append(event(0));
        sequencer.sequence();
        assertThrows(LogRolledBackException.class, sequencer::checkpoint);
    }

    @Test
    void logWrittenAnewToTheSameSize_isFound() throws Exception {
        tamper("delete from audit_leaf", "delete from audit_checkpoint", "delete from audit_entry",
                "update audit_tree set size = 0, frontier = '', last_xid = '0', last_seq = 0");
        for (int i = 0; i < 2 * ENTRIES; i++) {
            log.append(event(i));
        }
        sequencer.sequence();
        assertTrue(fault().contains("held outside the database"), fault());
        assertThrows(LogRolledBackException.class, sequencer::requireExtension);
    }

    private void grow() {
        for (int i = 0; i < ENTRIES; i++) {
            log.append(event(i));
        }
        sequencer.sequence();
        assertTrue(sequencer.checkpoint());
    }

    private static AuditEvent event(int number) {
        return new AuditEvent(new Actor("auditor", "certificate", "00"), "127.0.0.1", "kmip", "Get", Result.REFUSED, "no " + number,
                "link-ab", List.of(UUID.randomUUID()), Map.of("number", Integer.toString(number)));
    }

    private String fault() {
        return verification.verify(signing.getPublic().getEncoded()).fault();
    }

    /** As a database administrator, past the triggers that refuse. */
    private void tamper(String... statements) throws Exception {
        try (Connection connection = owner().getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : List.of("audit_entry", "audit_leaf", "audit_checkpoint", "audit_tree")) {
                statement.execute("alter table " + table + " disable trigger user");
            }
            for (String change : statements) {
                statement.execute(change);
            }
        }
    }

    private PGSimpleDataSource owner() throws Exception {
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(cluster.jdbcUrl());
        owner.setUser(cluster.owner());
        owner.setPassword(Files.readString(cluster.ownerPasswordFile()).strip());
        return owner;
    }

    private String password() throws Exception {
        return Files.readString(cluster.passwordFile()).strip();
    }

    /** Of the HSM this needs the signature alone. */
    private RootOfTrust signer() {
        return (RootOfTrust) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {RootOfTrust.class}, (proxy, method, given) ->
                switch (method.getName()) {
                    case "sign" -> {
                        Signature signer = Signature.getInstance("SHA256withECDSA");
                        signer.initSign(signing.getPrivate());
                        signer.update((byte[]) given[0]);
                        yield signer.sign();
                    }
                    case "signaturePublicKey" -> signing.getPublic().getEncoded();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
