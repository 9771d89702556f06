package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.payload.DerivationParameters;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.DerivationMethod;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.cryptography.Derivation;
import io.lumenvault.server.kmip.cryptography.DerivationTrial;
import io.lumenvault.server.kmip.cryptography.KeyAgreements;
import io.lumenvault.server.kmip.cryptography.KeyParameters;
import io.lumenvault.server.kmip.cryptography.SymmetricUse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the objects that a Derive Key names are to the derivation (KMIP 2.1 sections 6.1.14 and 7.12). Where the method takes Derivation
 * Data, Secret Data beside a key is that data; of several Secret Data without a key, the first is the key. Several keys are one, end to
 * end in the order in which they are named (NIST SP 800-133 section 6.3, item 1).
 */
final class DerivationBases {

    private static final Set<DerivationMethod> WITHOUT_DATA = EnumSet.of(DerivationMethod.PBKDF2, DerivationMethod.HASH);
    private static final Set<DerivationMethod> BY_A_PRF = EnumSet.of(DerivationMethod.NIST800_108_C, DerivationMethod.NIST800_108_F,
            DerivationMethod.NIST800_108_DPI);
    private static final Set<DerivationMethod> ONE_KEY = EnumSet.of(DerivationMethod.PBKDF2, DerivationMethod.ENCRYPT,
            DerivationMethod.AWS_SIGNATURE_VERSION_4);

    private final DerivationMethod method;
    private final DerivationParameters said;
    private final List<KeyUse> all;
    private final List<KeyUse> keys;
    private final List<KeyUse> data;

    /**
     * What is derived from.
     *
     * @param wrongType why an object of another type is refused
     * @throws KmipException where the method cannot take these objects with these parameters
     */
    DerivationBases(DerivationMethod method, DerivationParameters said, List<KeyUse> all, ResultReason wrongType) {
        this.method = method;
        this.said = said;
        this.all = all;
        if (method == DerivationMethod.ASYMMETRIC_KEY) {
            keys = List.of();
            data = List.of();
            return;
        }
        all.forEach(one -> one.requireType(wrongType, ObjectType.SYMMETRIC_KEY, ObjectType.SECRET_DATA));
        List<KeyUse> symmetric = all.stream().filter(one -> one.type() == ObjectType.SYMMETRIC_KEY).toList();
        keys = WITHOUT_DATA.contains(method) ? all : symmetric.isEmpty() ? all.subList(0, 1) : symmetric;
        data = all.stream().filter(one -> !keys.contains(one)).toList();
        requireFit();
    }

    /**
     * Refuses what could not be derived of one AES key alone, before there is one.
     *
     * @param bits the length of the key
     */
    static void requireOfOneKey(DerivationMethod method, DerivationParameters said, int bits, int bytes) {
        if (method == DerivationMethod.ASYMMETRIC_KEY) {
            throw noPair(List.of(ObjectType.SYMMETRIC_KEY));
        }
        if (!said.data().isEmpty() && WITHOUT_DATA.contains(method)) {
            throw tooMuchData("all that " + method.text() + " takes");
        }
        DerivationTrial.require(method, bits / Byte.SIZE, CryptographicAlgorithm.AES, new DerivationParameters(
                KeyParameters.of(said.parameters(), List.of()), said.initializationVector(), said.data(), said.salt(), said.iterationCount()),
                bytes);
    }

    private static KmipException tooMuchData(String objects) {
        return new KmipException(ResultReason.INVALID_MESSAGE, "Derivation Data is given, and the objects that are named are " + objects);
    }

    private static KmipException noPair(List<ObjectType> named) {
        return new KmipException(ResultReason.INVALID_FIELD, "the Derivation Method Asymmetric Key takes one Private Key and one "
                + "Public Key; named are " + String.join(", ", named.stream().map(ObjectType::text).toList()));
    }

    private void requireFit() {
        if (keys.size() > 1 && ONE_KEY.contains(method)) {
            throw new KmipException(ResultReason.INVALID_FIELD, "the Derivation Method " + method.text() + " takes one key; "
                    + keys.size() + " are named");
        }
        if (!said.data().isEmpty() && (!data.isEmpty() || WITHOUT_DATA.contains(method))) {
            throw tooMuchData(data.isEmpty() ? "all that " + method.text() + " takes" : "data as well; give one of the two");
        }
        if (method == DerivationMethod.ENCRYPT && !data.isEmpty()) {
            throw new KmipException(ResultReason.FEATURE_NOT_SUPPORTED, "Secret Data is not encrypted by Derive Key, since who has the key "
                    + "could turn that round; Get gives it out wrapped");
        }
        if (BY_A_PRF.contains(method) && !data.isEmpty() && byBlockCipher(keys.getFirst().parameters(said.parameters()))) {
            throw new KmipException(ResultReason.FEATURE_NOT_SUPPORTED, "Secret Data is no input of a MAC by a block cipher in Derive Key, "
                    + "since who has the key could turn that round; a Hashing Algorithm makes it one by HMAC");
        }
    }

    private static boolean byBlockCipher(CryptographicParameters parameters) {
        return parameters != null && parameters.blockCipherMode() != null;
    }

    /** Derives bytes, which the caller wipes. */
    byte[] derive(int bytes) {
        if (method == DerivationMethod.ASYMMETRIC_KEY) {
            return agree(bytes);
        }
        KeyUse first = keys.getFirst();
        if (method == DerivationMethod.ENCRYPT && first.held().inHsm()) {
            DerivationParameters complete = complete(first, said.data());
            return Derivation.derive(new HsmCipher(first.held(), new SymmetricUse(first.algorithm(), complete.parameters(),
                    complete.initializationVector(), null, null, true)), complete, bytes);
        }
        List<byte[]> copies = new ArrayList<>();
        byte[] key = null;
        try {
            keys.forEach(one -> copies.add(one.lendBytes(byte[]::clone)));
            key = Derivation.joined(copies);
            data.forEach(one -> copies.add(one.lendBytes(byte[]::clone)));
            List<byte[]> secrets = List.copyOf(copies.subList(keys.size(), copies.size()));
            return Derivation.derive(method, key, first.algorithm(), complete(first, secrets.isEmpty() ? said.data() : secrets), bytes);
        } finally {
            copies.forEach(copy -> Arrays.fill(copy, (byte) 0));
            if (key != null) {
                Arrays.fill(key, (byte) 0);
            }
        }
    }

    /** The parameters with all that the key and the other objects say. */
    private DerivationParameters complete(KeyUse key, List<byte[]> derivationData) {
        return new DerivationParameters(key.parameters(said.parameters()), said.initializationVector(), derivationData, said.salt(),
                said.iterationCount());
    }

    private byte[] agree(int bytes) {
        List<KeyUse> secret = all.stream().filter(one -> one.type() == ObjectType.PRIVATE_KEY).toList();
        List<KeyUse> open = all.stream().filter(one -> one.type() == ObjectType.PUBLIC_KEY).toList();
        if (all.size() != 2 || secret.size() != 1 || open.size() != 1) {
            throw noPair(all.stream().map(KeyUse::type).toList());
        }
        if (!said.data().isEmpty() || said.salt() != null || said.initializationVector() != null || said.iterationCount() != null) {
            throw new KmipException(ResultReason.BAD_CRYPTOGRAPHIC_PARAMETERS,
                    "key agreement takes no Derivation Data, Salt, Initialization Vector or Iteration Count");
        }
        return secret.getFirst().lendBlock(own -> open.getFirst().lendBlock(other -> KeyAgreements.derive(own, other, bytes)));
    }
}
