package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lumenvault.cli.drill.Await;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.RevocationReason;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.client.ServerEndpoint;
import io.lumenvault.kmip.client.ServerToClientOperations;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.RevocationReasonCode;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of messages that others settle, of connections that others supersede, and of accounts in parts; each by its own principal. */
@ExtendWith(SharedKmipSite.class)
class KmipDeliveryIT {

    private static final ProtocolVersion VERSION = ProtocolVersion.V2_1;
    private static final String FEW = "update server_endpoint set most = 2 where principal = ";

    private final KmipSite site;
    private final SiteRows rows;

    KmipDeliveryIT(KmipSite site) {
        this.site = site;
        this.rows = new SiteRows(site);
    }

    private static String active(KmipClient client) throws IOException {
        return client.create(ObjectType.SYMMETRIC_KEY, Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.AES),
                Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 256), Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, 0x0C),
                Attribute.of(AttributeType.ACTIVATION_DATE, Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60)));
    }

    private static void revoke(KmipClient client, String key) throws IOException {
        client.revoke(key, RevocationReason.of(RevocationReasonCode.CESSATION_OF_OPERATION));
    }

    /** As one that has waited too long is. */
    @Test
    void messageThatIsGoneBeforeItIsAnswered_holdsUpNobody_andTheConnectionGoesOn() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        AtomicBoolean gone = new AtomicBoolean();
        try (KmipClient owner = site.client("told-gone", VERSION); ServerEndpoint endpoint = owner.handOver(
                ServerToClientOperations.NONE.onNotify(change -> {
                    if (gone.compareAndSet(false, true)) {
                        alter("delete from notification where principal = 'told-gone' and uid = '" + change.uniqueIdentifier() + "'");
                    }
                    told.add(change.uniqueIdentifier());
                }))) {
            Thread.ofVirtual().start(() -> serveQuietly(endpoint));
            String first = active(owner);
            String second = active(owner);
            revoke(owner, first);
            revoke(owner, second);
            assertEquals(first, told.poll(60, TimeUnit.SECONDS));
            assertEquals(second, told.poll(60, TimeUnit.SECONDS));
            Await.until("the second to be recorded", () -> rows.audited("told-gone", "Notify", "served", second) == 1);
            assertEquals(0, rows.audited("told-gone", "Notify", "served", first), "what has become of it is another's to record");
        }
    }

    private void alter(String statement) {
        try {
            rows.change(statement);
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Test
    void connectionThatIsSupersededWhileTheClientIsAsked_ends_andTheMessageIsTheNewestOnes() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        try (KmipClient owner = site.client("told-handover", VERSION); ServerEndpoint before = owner.handOver(
                ServerToClientOperations.NONE.onNotify(change -> {
                    asked.countDown();
                    awaitQuietly(never);
                }))) {
            Thread.ofVirtual().start(() -> serveQuietly(before));
            String key = active(owner);
            revoke(owner, key);
            asked.await();
            try (Served newest = Served.by(owner)) {
                assertEquals(key, newest.change().uniqueIdentifier());
                Await.until("the delivery to be recorded", () -> rows.audited("told-handover", "Notify", "served", key) == 1);
                Await.until("it to be forgotten", () -> rows.waiting("told-handover") == 0);
                owner.destroy(key);
                assertEquals(key, newest.change().uniqueIdentifier(), "the newest connection goes on");
                Await.until("that to be recorded", () -> rows.audited("told-handover", "Notify", "served", key) == 2);
            } finally {
                never.countDown();
            }
            assertEquals(1, rows.count("select count(*) from audit_entry where principal = ? and operation = 'Notify' and result = 'failed'"
                    + " and ?::uuid = any (objects)", "told-handover", key), "the attempt that was not answered");
        }
    }

    /** Two of four changes are not kept, and each of the four is told again in a part of its own. */
    @Test
    void accountInParts_isOneFailure_andItsOtherPartsAreServed() throws Exception {
        try (KmipClient owner = site.client("told-parts", VERSION)) {
            List<String> keys = List.of(active(owner), active(owner), active(owner), active(owner));
            Served.by(owner).close();
            rows.change(FEW + "'told-parts'");
            for (String key : keys) {
                revoke(owner, key);
                rows.change("update managed_object set last_change_date = last_change_date + interval '1 second' * "
                        + keys.indexOf(key) + " where uid = '" + key + "'");
            }
            Set<String> told = ConcurrentHashMap.newKeySet();
            try (ServerEndpoint again = owner.handOver(ServerToClientOperations.NONE.onNotify(change -> {
                // A connection that comes sets the bound to what this node has.
                alter(FEW + "'told-parts'");
                told.add(change.uniqueIdentifier());
            }))) {
                Thread.ofVirtual().start(() -> serveQuietly(again));
                Await.until("all to be forgotten", () -> rows.waiting("told-parts") == 0);
            }
            assertEquals(Set.copyOf(keys), told);
            assertEquals(1, rows.count("select count(*) from audit_entry where principal = ? and result = 'failed'"
                    + " and reason like 'changes were not kept%'", "told-parts"));
            assertEquals(3, rows.count("select count(*) from audit_entry where principal = ? and operation = 'Notify'"
                    + " and result = 'served' and convert_from(body, 'UTF8') like '%\"account\"%goes on%'", "told-parts"));
        }
    }

    private static void serveQuietly(ServerEndpoint endpoint) {
        try {
            endpoint.serve();
        } catch (IOException cut) {
            // the test looks at what the node does
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
