package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.cli.drill.HttpsCaller;
import io.lumenvault.cli.pki.MutualTls;
import io.lumenvault.cli.pki.Purpose;
import io.lumenvault.cli.process.Ports;
import io.lumenvault.db.Database;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.server.audit.SyslogForwarder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.Comparator;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.Test;

/** The collector is killed in mid-stream and started again, several times: every entry arrives. */
class SyslogForwardingIT {

    private static final int ROUNDS = 2;
    private static final int REQUESTS = 400;

    @Test
    void everyEntryArrives_thoughTheCollectorIsKilledInMidStream() throws Exception {
        Path folder = Path.of("target", "syslog-site").toAbsolutePath();
        delete(folder);
        int port = Ports.unusual().any();
        try (KmipSite site = KmipSite.start(Path.of("target", "quarkus-app").toAbsolutePath(), folder,
                "lumenvault.audit.syslog.host=localhost", "lumenvault.audit.syslog.port=" + port)) {
            SyslogReceiver receiver = new SyslogReceiver(MutualTls.context(
                    site.authority().credential("collector", Purpose.SERVER_AND_CLIENT), site.authority().certificate()), port);
            try (KmipClient client = site.client("kmip-client-a", ProtocolVersion.V1_4)) {
                request(client);
                await("an alarm", () -> "not connected".equals(alarm(site)));
                for (int round = 0; round < ROUNDS; round++) {
                    receiver.start(2);
                    int before = receiver.received().size();
                    for (int i = 0; i < REQUESTS / 2; i++) {
                        request(client);
                    }
                    await("some messages", () -> receiver.received().size() > before + 20);
                    receiver.kill();
                    for (int i = 0; i < REQUESTS / 2; i++) {
                        request(client);
                    }
                }
            }
            receiver.start(0);
            long last = leaves(site);
            await("all messages", () -> receiver.received().keySet().containsAll(LongStream.range(0, last).boxed().toList()));
            await("no alarm", () -> alarm(site) == null);
            assertNull(receiver.fault());
            assertTrue(receiver.doubles() > 0, "nothing was sent again");
            assertTrue(receiver.peer().contains("CN=site-a"), receiver.peer());
            assertEquals(bodies(site, last), receiver.received().entrySet().stream().filter(entry -> entry.getKey() < last)
                    .map(entry -> entry.getValue()).reduce("", String::concat).length());
            anotherNode_forwardsWhenThisOneIsDead_notBefore(site, receiver, port);
            receiver.kill();
        }
    }

    /** As a second server of the same database. */
    private static void anotherNode_forwardsWhenThisOneIsDead_notBefore(KmipSite site, SyslogReceiver receiver, int port) throws Exception {
        try (SessionFactory sessions = new HibernatePersistenceConfiguration("second").jdbcUrl(site.database().jdbcUrl())
                .jdbcUsername(site.database().user()).jdbcPassword(Files.readString(site.database().passwordFile()).strip())
                .managedClass(ManagedObject.class).createEntityManagerFactory()) {
            SyslogForwarder second = new SyslogForwarder(new Database(sessions), MutualTls.context(
                    site.authority().credential("second-node", Purpose.SERVER_AND_CLIENT), site.authority().certificate()),
                    new SyslogForwarder.Target("localhost", port, "A", 32473, 8 << 20), Clock.systemUTC());
            long doubles = receiver.doubles();
            for (int i = 0; i < 30; i++) {
                second.step();
                Thread.sleep(200);
            }
            assertNull(second.status().failingSince());
            assertTrue(receiver.peer().contains("CN=site-a"), receiver.peer());
            assertEquals(doubles, receiver.doubles(), "each line once while both run");
            site.killServer();
            long last = leaves(site);
            await("the second node goes on", () -> {
                second.step();
                return receiver.peer().contains("CN=second-node") && receiver.received().keySet().containsAll(LongStream.range(0, last).boxed().toList());
            });
            assertEquals(0, second.status().waiting());
            assertNull(receiver.fault());
            second.leave();
        }
    }

    /** Refused, and recorded as such. */
    private static void request(KmipClient client) throws IOException {
        try {
            client.get(UUID.randomUUID().toString());
        } catch (KmipException refused) {
            return;
        }
    }

    private static String alarm(KmipSite site) throws Exception {
        try (HttpsCaller auditor = site.https("auditor")) {
            return auditor.get("/console/v1/status").json().path("forwarding").path("alarm").textValue();
        }
    }

    private static long leaves(KmipSite site) throws Exception {
        return number(site, "select count(*) from audit_leaf");
    }

    /** The length of all bodies together, in characters. */
    private static long bodies(KmipSite site, long before) throws Exception {
        return number(site, "select sum(length(convert_from(body, 'UTF8'))) from audit_entry join audit_leaf using (seq) where leaf_index < " + before);
    }

    private static long number(KmipSite site, String query) throws Exception {
        try (Connection connection = DriverManager.getConnection(site.database().jdbcUrl(), site.database().user(),
                        Files.readString(site.database().passwordFile()).strip());
                Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + 90_000_000_000L;
        while (!condition.call()) {
            assertTrue(System.nanoTime() < deadline, "waited in vain: " + what);
            Thread.sleep(100);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var all = Files.walk(folder)) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
