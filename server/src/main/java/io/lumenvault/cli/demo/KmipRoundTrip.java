package io.lumenvault.cli.demo;

import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.pki.MutualTls;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.Locate;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.CryptographicUsageMask;
import io.lumenvault.kmip.spec.ObjectGroupMember;
import io.lumenvault.kmip.spec.ObjectType;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;

/** Round trips by KMIP with the project's own client; the caller is told what was seen, never a key. */
final class KmipRoundTrip {

    private static final int KEY_BITS = 256;

    private KmipRoundTrip() {}

    /** A key of a client's own: created at site A, fetched, destroyed, and then gone. */
    static String object(TwoSites demo) throws IOException {
        try (KmipClient client = client(demo, demo.a(), "kmip-client-a")) {
            String id = client.create(ObjectType.SYMMETRIC_KEY,
                    Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.AES),
                    Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, KEY_BITS),
                    Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK,
                            CryptographicUsageMask.ENCRYPT.code() | CryptographicUsageMask.DECRYPT.code()));
            ManagedObject key = client.get(id);
            try {
                material(key, id);
            } finally {
                key.wipe();
            }
            client.destroy(id);
            if (answers(client, id)) {
                throw new CommandFailure("the destroyed key " + id + " was given out");
            }
            return "AES-" + KEY_BITS + " key " + id + " at A, KMIP " + client.version();
        }
    }

    /** A key of the link: found fresh in its Object Group at A, and the same under the same identifier at B. */
    static String linkKey(TwoSites demo) throws IOException {
        try (KmipClient a = client(demo, demo.a(), "kmip-client-a"); KmipClient b = client(demo, demo.b(), "kmip-client-b")) {
            List<String> found = a.locate(new Locate.Request(1, null, null, ObjectGroupMember.GROUP_MEMBER_FRESH,
                    List.of(Attribute.of(AttributeType.OBJECT_GROUP, SiteConfigurationFile.LINK)))).uniqueIdentifiers();
            if (found.isEmpty()) {
                throw new CommandFailure("Locate found no fresh member of the group " + SiteConfigurationFile.LINK);
            }
            String id = found.getFirst();
            ManagedObject atA = a.get(id);
            ManagedObject atB = b.get(id);
            try {
                byte[] key = material(atA, id);
                if (!MessageDigest.isEqual(key, material(atB, id))) {
                    throw new CommandFailure("the key " + id + " differs between A and B");
                }
                return "key " + id + ", " + key.length * Byte.SIZE + " bits, equal for kmip-client-a at A and kmip-client-b at B";
            } finally {
                atA.wipe();
                atB.wipe();
            }
        }
    }

    private static KmipClient client(TwoSites demo, Site site, String principal) throws IOException {
        return KmipClient.builder("127.0.0.1", site.kmipPort(),
                MutualTls.context(demo.participants().credential(principal), demo.participants().authority())).build();
    }

    private static byte[] material(ManagedObject object, String id) {
        byte[] key = object.keyBlock() == null ? null : object.keyBlock().material().orElse(null);
        if (key == null || key.length != KEY_BITS / Byte.SIZE) {
            throw new CommandFailure("Get of " + id + " answered without a key of " + KEY_BITS + " bits");
        }
        return key;
    }

    private static boolean answers(KmipClient client, String id) throws IOException {
        try {
            client.get(id).wipe();
            return true;
        } catch (KmipException _) {
            return false;
        }
    }
}
