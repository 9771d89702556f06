package io.lumenvault.cli.drill;

import io.lumenvault.cli.demo.Site;
import io.lumenvault.cli.drill.Ledger.Breach;
import io.lumenvault.cli.drill.Ledger.KmipObject;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.CryptographicUsageMask;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.ObjectType;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

/** Callers of one site's KMIP listener; what they were told is written into the ledger. */
final class KmipCallers {

    private static final int KEY_BYTES = 32;

    private final DrillSites sites;
    private final Site site;
    private final Ledger ledger;
    private final SecureRandom random = new SecureRandom();
    /** One of the objects acknowledged, to be read again. */
    private final AtomicReference<KmipObject> recent = new AtomicReference<>();

    KmipCallers(DrillSites sites, Site site, Ledger ledger) {
        this.sites = sites;
        this.site = site;
        this.ledger = ledger;
    }

    private interface Call {
        int run() throws IOException;
    }

    Callers.Step register() throws IOException {
        KmipClient client = sites.kmip(site);
        return () -> served(() -> {
            byte[] material = new byte[KEY_BYTES];
            random.nextBytes(material);
            String identifier = client.register(new ManagedObject.SymmetricKey(KeyBlock.of(KeyFormatType.RAW, material.clone(),
                    CryptographicAlgorithm.AES, KEY_BYTES * Byte.SIZE)), usage());
            store(new KmipObject(identifier, material, "Register"));
            return 1;
        });
    }

    Callers.Step create() throws IOException {
        KmipClient client = sites.kmip(site);
        return () -> served(() -> {
            String identifier = client.create(ObjectType.SYMMETRIC_KEY,
                    Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.AES),
                    Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, KEY_BYTES * Byte.SIZE), usage());
            store(new KmipObject(identifier, materialOrNull(client, identifier), "Create"));
            return 2;
        });
    }

    Callers.Step get() throws IOException {
        KmipClient client = sites.kmip(site);
        return () -> {
            KmipObject object = recent.get();
            return object == null ? 0 : served(() -> {
                if (!Arrays.equals(object.material(), client.get(object.identifier()).keyBlock().material().orElseThrow())) {
                    ledger.breach(Breach.LOST, "object " + object.identifier() + " has changed");
                }
                return 1;
            });
        };
    }

    private void store(KmipObject object) {
        ledger.stored(site.id(), object);
        if (object.material() != null) {
            recent.set(object);
        }
    }

    /** The site may be killed between Create and Get: then the identifier alone is known. */
    private static byte[] materialOrNull(KmipClient client, String identifier) {
        try {
            return client.get(identifier).keyBlock().material().orElseThrow();
        } catch (IOException | KmipException _) {
            return null;
        }
    }

    private static Attribute usage() {
        return Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK,
                CryptographicUsageMask.ENCRYPT.code() | CryptographicUsageMask.DECRYPT.code());
    }

    private static int served(Call call) {
        try {
            return call.run();
        } catch (IOException | KmipException _) {
            return 0;
        }
    }
}
