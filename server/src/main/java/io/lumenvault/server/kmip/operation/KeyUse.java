package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.kmip.cryptography.KeyParameters;
import io.lumenvault.server.vault.HeldKey;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** A key as the handlers of cryptographic operations see it: its attributes, and its material when they ask for it. */
final class KeyUse {

    private final HeldKey key;
    private final ObjectAttributes attributes;

    KeyUse(HeldKey key, Function<ManagedObject, ObjectAttributes> attributes) {
        this.key = key;
        this.attributes = attributes.apply(key.object());
    }

    HeldKey held() {
        return key;
    }

    ObjectType type() {
        return attributes.objectType();
    }

    /** Refuses an object of another type: it is not able to be used so. */
    void requireType(ObjectType... allowed) {
        requireType(ResultReason.INVALID_OBJECT_TYPE, allowed);
    }

    void requireType(ResultReason otherwise, ObjectType... allowed) {
        if (!List.of(allowed).contains(type())) {
            throw new KmipException(otherwise, "the object is a " + type().text() + "; this operation takes a "
                    + String.join(" or a ", Arrays.stream(allowed).map(ObjectType::text).toList()));
        }
    }

    /** Its Cryptographic Algorithm, or null. */
    CryptographicAlgorithm algorithm() {
        Integer code = attributes.cryptography().algorithm();
        return code == null ? null : Enumerations.find(CryptographicAlgorithm.class, code).orElseThrow();
    }

    /** The parameters that count, of the request and the key. */
    CryptographicParameters parameters(CryptographicParameters said) {
        return KeyParameters.of(said, attributes.instances(AttributeType.CRYPTOGRAPHIC_PARAMETERS).stream()
                .sorted(Comparator.comparingInt(Attribute::indexOrZero))
                .map(attribute -> CryptographicParameters.from(attribute.value())).toList());
    }

    /** Lends the bytes of a symmetric key or Secret Data. */
    <T> T lendBytes(Function<byte[], T> use) {
        return lendObject(object -> use.apply(bytes(object.keyBlock())));
    }

    /** Lends the Key Block of a public or private key. */
    <T> T lendBlock(Function<KeyBlock, T> use) {
        return lendObject(object -> use.apply(object.keyBlock()));
    }

    /** Lends the object, which is wiped after. */
    <T> T lendObject(Function<io.lumenvault.kmip.object.ManagedObject, T> use) {
        return key.lend(material -> {
            io.lumenvault.kmip.object.ManagedObject object = Material.open(material, attributes);
            try {
                return use.apply(object);
            } finally {
                object.wipe();
            }
        });
    }

    private static byte[] bytes(KeyBlock block) {
        if (block.wrapping() != null) {
            throw new KmipException(ResultReason.FEATURE_NOT_SUPPORTED, "the key was registered wrapped, and is not used at the server");
        }
        return block.material().orElseThrow(() -> new KmipException(ResultReason.FEATURE_NOT_SUPPORTED,
                "a key in Key Format Type " + block.format().text() + " is not used at the server"));
    }
}
