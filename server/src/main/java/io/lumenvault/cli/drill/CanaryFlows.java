package io.lumenvault.cli.drill;


import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Name;
import io.lumenvault.kmip.attribute.RevocationReason;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.Locate;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.CryptographicUsageMask;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.ObjectGroupMember;
import io.lumenvault.kmip.spec.RevocationReasonCode;
import io.lumenvault.kmip.spec.SecretDataType;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Takes known secrets through the flows of managed objects, and through the loss of the database in their midst. */
public final class CanaryFlows {

    private static final int LOST_REQUESTS = 20;

    private final DrillSites sites;
    private final Map<String, byte[]> secrets;

    CanaryFlows(DrillSites sites, Map<String, byte[]> secrets) {
        this.sites = sites;
        this.secrets = secrets;
    }

    /** A key as an object to register. A copy, because clients wipe what they have sent. */
    public static ManagedObject key(byte[] secret) {
        return new ManagedObject.SymmetricKey(KeyBlock.of(KeyFormatType.RAW, secret.clone(), CryptographicAlgorithm.AES, secret.length * Byte.SIZE));
    }

    /** The usage mask that it is registered with. */
    public static Attribute usage() {
        return Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, CryptographicUsageMask.ENCRYPT.code());
    }

    private byte[] secret(String name) {
        return secrets.get(name);
    }

    void managedObjects() throws IOException {
        try (KmipClient owner = sites.kmip(sites.a()); KmipClient other = sites.kmip(sites.a(), "kmip-other")) {
            Attribute name = Attribute.of(AttributeType.NAME, Name.of("canary"));
            String kept = owner.register(key(secret("registered key")), usage(), name);
            String passed = owner.register(key(secret("registered key")), usage());
            String data = owner.register(new ManagedObject.SecretData(SecretDataType.PASSWORD,
                    KeyBlock.of(KeyFormatType.OPAQUE, secret("secret data").clone(), null, null)), usage());
            Expect.sameSecret(secret("registered key"), owner.get(kept).keyBlock().material().orElseThrow());
            Expect.sameSecret(secret("secret data"), owner.get(data).keyBlock().material().orElseThrow());
            Expect.equal(List.of(kept), owner.locate(name));
            owner.getAttributes(kept);
            owner.getAttributeList(data);
            // Refused: another owner, a name twice, a length that does not fit.
            Expect.refused(() -> other.get(kept));
            Expect.refused(() -> other.destroy(kept));
            Expect.refused(() -> owner.register(key(secret("refused key")), usage(), name));
            Expect.refused(() -> owner.register(new ManagedObject.SymmetricKey(
                    KeyBlock.of(KeyFormatType.RAW, secret("refused key").clone(), CryptographicAlgorithm.AES, 128)), usage()));
            owner.activate(passed);
            owner.get(passed);
            Expect.refused(() -> owner.destroy(passed));
            owner.revoke(passed, RevocationReason.of(RevocationReasonCode.KEY_COMPROMISE));
            owner.destroy(passed);
            owner.destroy(data);
            Expect.refused(() -> owner.get(data));
        }
    }

    /** A fresh key of the link, drawn as an object at A and fetched at B. */
    void freshObject() throws IOException {
        try (KmipClient a = sites.kmip(sites.a()); KmipClient b = sites.kmip(sites.b())) {
            String identifier = a.locate(new Locate.Request(1, null, null, ObjectGroupMember.GROUP_MEMBER_FRESH,
                    List.of(Attribute.of(AttributeType.OBJECT_GROUP, DrillSites.LINK)))).uniqueIdentifiers().getFirst();
            Expect.sameSecret(secret("QKD pattern"), a.get(identifier).keyBlock().material().orElseThrow());
            Expect.sameSecret(secret("QKD pattern"), b.get(identifier).keyBlock().material().orElseThrow());
        }
    }

    /** PostgreSQL is killed while keys are being stored; errors come back and are logged. */
    void databaseLost() throws IOException, InterruptedException {
        int port = sites.a().database().port();
        Thread storing = Thread.ofVirtual().start(() -> {
            try (KmipClient client = sites.kmip(sites.a())) {
                for (int i = 0; i < LOST_REQUESTS; i++) {
                    storeOrFail(client);
                }
            } catch (IOException failed) {
                throw new java.io.UncheckedIOException(failed);
            }
        });
        sites.a().database().kill();
        storing.join();
        sites.a().database().preferPort(port).start();
        Expect.equal(port, sites.a().database().port());
        long deadline = System.nanoTime() + 20_000_000_000L;
        try (KmipClient client = sites.kmip(sites.a())) {
            while (!storeOrFail(client)) {
                Expect.that(System.nanoTime() < deadline, "served again");
                Thread.sleep(100);
            }
        }
    }

    private boolean storeOrFail(KmipClient client) throws IOException {
        try {
            client.register(key(secret("refused key")), usage());
            return true;
        } catch (KmipException _) {
            return false;
        }
    }
}
