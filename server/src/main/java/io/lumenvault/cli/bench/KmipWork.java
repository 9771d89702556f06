package io.lumenvault.cli.bench;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.client.BatchResult;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.Encrypt;
import io.lumenvault.kmip.payload.Get;
import io.lumenvault.kmip.spec.BlockCipherMode;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.CryptographicUsageMask;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.KmipMask;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.PaddingMethod;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** What the bench asks a server for, over and over: AES-256 keys by KMIP 1.4. */
enum KmipWork {

    /** One Get of a key that has been given before. */
    GET("kmip.get", false) {
        @Override
        void once(KmipClient client, String[] keys, int turn) throws IOException {
            client.get(keys[turn % keys.length]).wipe();
        }
    },
    CREATE("kmip.create", true) {
        @Override
        void once(KmipClient client, String[] keys, int turn) throws IOException {
            create(client);
        }
    },
    /** One Register of a random key. */
    REGISTER("kmip.register", true) {
        @Override
        void once(KmipClient client, String[] keys, int turn) throws IOException {
            byte[] key = new byte[BYTES];
            ThreadLocalRandom.current().nextBytes(key);
            client.register(new ManagedObject.SymmetricKey(KeyBlock.of(KeyFormatType.RAW, key, CryptographicAlgorithm.AES, BITS)), USAGE);
        }
    },
    /** One Encrypt of 64 bytes by AES-CBC. */
    ENCRYPT64("kmip.encrypt64", false) {
        @Override
        void once(KmipClient client, String[] keys, int turn) throws IOException {
            client.cryptography().encrypt(new Encrypt.Request(UniqueIdentifier.of(keys[turn % keys.length]), CBC, new byte[64], new byte[16], null, null));
        }
    },
    /** One message of ten Gets; each counts. */
    BATCH10("kmip.batch10", false) {
        @Override
        void once(KmipClient client, String[] keys, int turn) throws IOException {
            List<Get.Request> gets = new ArrayList<>(BATCH);
            for (int i = 0; i < BATCH; i++) {
                gets.add(new Get.Request(UniqueIdentifier.of(keys[(turn * BATCH + i) % keys.length])));
            }
            for (BatchResult result : client.batch(gets, null)) {
                result.get(Get.Response.class).object().wipe();
            }
        }

        @Override
        int operations() {
            return BATCH;
        }
    };

    private static final int BATCH = 10;
    private static final int BYTES = 32;
    private static final int BITS = BYTES * Byte.SIZE;
    private static final Attribute USAGE = Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK,
            KmipMask.of(CryptographicUsageMask.ENCRYPT, CryptographicUsageMask.DECRYPT));
    private static final CryptographicParameters CBC = new CryptographicParameters(BlockCipherMode.CBC, PaddingMethod.PKCS5, null, null, null,
            null, null, null, null, null, null, null, null, null, null, null, null, null);

    private final String figure;
    private final boolean seals;

    KmipWork(String figure, boolean seals) {
        this.figure = figure;
        this.seals = seals;
    }

    /** Does it once. @param turn counts up */
    abstract void once(KmipClient client, String[] keys, int turn) throws IOException;

    /** Operations that it does at once. */
    int operations() {
        return 1;
    }

    /** Name of its figure. */
    String figure() {
        return figure;
    }

    /** Whether its keys are sealed in the HSM, and not opened. */
    boolean seals() {
        return seals;
    }

    /** Makes a key in use. */
    static String createActive(KmipClient client) throws IOException {
        return create(client, Attribute.of(AttributeType.ACTIVATION_DATE, Instant.now()));
    }

    private static String create(KmipClient client, Attribute... more) throws IOException {
        List<Attribute> attributes = new ArrayList<>(List.of(Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.AES),
                Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, BITS), USAGE));
        attributes.addAll(List.of(more));
        return client.create(ObjectType.SYMMETRIC_KEY, attributes.toArray(Attribute[]::new));
    }
}
