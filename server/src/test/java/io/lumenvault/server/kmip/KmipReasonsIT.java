package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.CreateKeyPair;
import io.lumenvault.kmip.payload.DerivationParameters;
import io.lumenvault.kmip.payload.DeriveKey;
import io.lumenvault.kmip.payload.Encrypt;
import io.lumenvault.kmip.payload.Hash;
import io.lumenvault.kmip.payload.StreamPosition;
import io.lumenvault.kmip.spec.BlockCipherMode;
import io.lumenvault.kmip.spec.CertificateRequestType;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.CryptographicUsageMask;
import io.lumenvault.kmip.spec.DerivationMethod;
import io.lumenvault.kmip.spec.HashingAlgorithm;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.KmipMask;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.SecretDataType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same fault by the reason that each version's error tables have for it: KMIP 1.4 section 11, KMIP 2.1 section 6.1. */
@ExtendWith(SharedKmipSite.class)
class KmipReasonsIT {

    private static final int MOST_STREAMS = 16;
    private static final byte[] DATA = {1, 2, 3};

    private final KmipSite site;

    KmipReasonsIT(KmipSite site) {
        this.site = site;
    }

    /** 1.4 sections 11.5, 11.8, 11.25 and 11.30 for the object that a request names, 11.2 and 11.7 for what Invalid Field is. */
    @ParameterizedTest
    @CsvSource({"1.4, PERMISSION_DENIED, INVALID_MESSAGE, INVALID_FIELD",
        "2.1, INVALID_OBJECT_TYPE, INVALID_OBJECT_TYPE, INVALID_OBJECT_TYPE"})
    void objectOfAnotherType(String version, ResultReason unable, ResultReason noChain, ResultReason notMade) throws IOException {
        try (KmipClient client = site.client("kmip-client-a", version(version))) {
            String secret = client.register(new ManagedObject.SecretData(SecretDataType.PASSWORD,
                    KeyBlock.of(KeyFormatType.RAW, new byte[16], null, 128)), mask(CryptographicUsageMask.ENCRYPT));
            client.activate(secret);
            refused(unable, () -> client.cryptography().encrypt(new Encrypt.Request(UniqueIdentifier.of(secret),
                    parameters(BlockCipherMode.CBC, null), new byte[16], new byte[16], null, null)));
            refused(unable, () -> client.keys().reKey(secret));
            refused(unable, () -> client.certificates().certify(secret, CertificateRequestType.PKCS_10, DATA));
            refused(noChain, () -> client.certificates().validate(List.of(secret), null));
            refused(notMade, () -> client.create(ObjectType.OPAQUE_OBJECT));
            CreateKeyPair.Response pair = client.keys().createKeyPair(Attributes.of(Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM,
                    CryptographicAlgorithm.RSA), Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 2048)),
                    Attributes.of(mask(CryptographicUsageMask.DERIVE_KEY)), Attributes.of(mask(CryptographicUsageMask.DERIVE_KEY)));
            client.activate(pair.privateKeyUniqueIdentifier());
            refused(notMade, () -> client.keys().deriveKey(new DeriveKey.Request(ObjectType.SECRET_DATA,
                    List.of(UniqueIdentifier.of(pair.privateKeyUniqueIdentifier())), DerivationMethod.HASH,
                    new DerivationParameters(parameters(null, HashingAlgorithm.SHA_256), null, List.of(), null, null),
                    Attributes.of(Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 256)))));
        }
    }

    /** 1.4 section 11.38; the number of streams is no index of an attribute. */
    @ParameterizedTest
    @CsvSource({"1.4, ITEM_NOT_FOUND, GENERAL_FAILURE", "2.1, INVALID_CORRELATION_VALUE, SERVER_LIMIT_EXCEEDED"})
    void streamThatIsNotThere_andOneTooMany(String version, ResultReason unknown, ResultReason tooMany) throws IOException {
        try (KmipClient client = site.client("kmip-other", version(version))) {
            refused(unknown, () -> hash(client, new StreamPosition(new byte[16], null, true)));
            List<byte[]> open = new ArrayList<>();
            for (int i = 0; i < MOST_STREAMS; i++) {
                open.add(hash(client, new StreamPosition(null, true, null)).correlation());
            }
            refused(tooMany, () -> hash(client, new StreamPosition(null, true, null)));
            for (byte[] correlation : open) {
                hash(client, new StreamPosition(correlation, null, true));
            }
        }
    }

    private static Hash.Response hash(KmipClient client, StreamPosition position) throws IOException {
        return client.cryptography().hash(new Hash.Request(parameters(null, HashingAlgorithm.SHA_256), DATA.clone(), position));
    }

    private static CryptographicParameters parameters(BlockCipherMode mode, HashingAlgorithm hash) {
        return new CryptographicParameters(mode, null, hash, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null);
    }

    private static Attribute mask(CryptographicUsageMask use) {
        return Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, KmipMask.of(use));
    }

    private static void refused(ResultReason reason, Executable request) {
        KmipException refusal = assertThrows(KmipException.class, request);
        assertEquals(reason, refusal.reason(), refusal.getMessage());
    }

    private static ProtocolVersion version(String text) {
        return ProtocolVersion.supported().stream().filter(version -> version.toString().equals(text)).findFirst().orElseThrow();
    }
}
