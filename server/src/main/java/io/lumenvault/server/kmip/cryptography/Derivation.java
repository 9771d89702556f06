package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.payload.DerivationParameters;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.DerivationMethod;
import io.lumenvault.kmip.spec.HashingAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Derives key material out of key material (KMIP 2.1 section 11.14). Where a method gives more than was asked for, the first bytes are
 * taken. Several pieces of Derivation Data are one, end to end, but for AWS Signature Version 4, which names its three.
 */
public final class Derivation {

    /** Longest derived object, in bytes: room for any key, and for many keys and IVs in one Secret Data. */
    public static final int MOST_BYTES = 8192;

    private static final List<DerivationMethod> WITH_IV = List.of(DerivationMethod.ENCRYPT, DerivationMethod.NIST800_108_F);
    private static final List<DerivationMethod> WITH_SALT = List.of(DerivationMethod.PBKDF2, DerivationMethod.HKDF);
    private static final int MOST_HKDF_BLOCKS = 255;

    private Derivation() {}

    /**
     * Derives bytes, which the caller wipes.
     *
     * @param key the key, lent
     * @param algorithm what the key is for, or null
     * @param said the parameters, complete: no more is taken from the key
     * @throws io.lumenvault.kmip.KmipException where a parameter is missing, is too much or does not fit, or the method gives less than
     *         that many bytes
     */
    public static byte[] derive(DerivationMethod method, byte[] key, CryptographicAlgorithm algorithm, DerivationParameters said, int bytes) {
        requireOwn(method, said);
        return switch (method) {
            case PBKDF2 -> PasswordDerivation.derive(key, algorithm, said, bytes);
            case HASH -> first(hashed(key, said), bytes, "the digest");
            case HMAC -> first(macOfData(key, hmac(algorithm, said.parameters()), said), bytes, "the HMAC");
            case ENCRYPT -> first(encrypted(encryption(key, algorithm, said), said), bytes, "the ciphertext");
            case NIST800_108_C, NIST800_108_F, NIST800_108_DPI -> PrfDerivation.derive(method, key, algorithm, said, bytes);
            case AWS_SIGNATURE_VERSION_4 -> first(awsSigningKey(key, said), bytes, "the signing key");
            case HKDF -> hkdf(key, algorithm, said, bytes);
            case ASYMMETRIC_KEY -> throw new IllegalArgumentException("keys that agree are no bytes");
        };
    }

    /** What a parameter would say to a method that does not have it would go unheard. */
    static void requireOwn(DerivationMethod method, DerivationParameters said) {
        requireOwn(said.initializationVector(), "Initialization Vector", WITH_IV.contains(method), method);
        requireOwn(said.salt(), "Salt", WITH_SALT.contains(method), method);
        requireOwn(said.iterationCount(), "Iteration Count", method == DerivationMethod.PBKDF2, method);
    }

    private static void requireOwn(Object given, String name, boolean own, DerivationMethod method) {
        if (given != null && !own) {
            throw Faults.bad(name + " is no parameter of the Derivation Method " + method.text());
        }
    }

    private static byte[] hashed(byte[] key, DerivationParameters said) {
        if (said.parameters().hashingAlgorithm() == null) {
            throw Faults.missing("Hashing Algorithm");
        }
        return Hashes.digest(said.parameters().hashingAlgorithm()).digest(key);
    }

    /** The attributes of an HMAC key say enough, and the parameters are ignored then (KMIP 2.1 section 7.12). */
    private static HashingAlgorithm hmac(CryptographicAlgorithm key, CryptographicParameters said) {
        return Optional.ofNullable(key).flatMap(Prf::ofHmac).or(() -> Prf.hash(key, said))
                .orElseThrow(() -> Faults.missing("Hashing Algorithm"));
    }

    private static MessageOperation encryption(byte[] key, CryptographicAlgorithm algorithm, DerivationParameters said) {
        if (algorithm == null) {
            throw Faults.missing("Cryptographic Algorithm");
        }
        return Ciphers.of(key, new SymmetricUse(algorithm, said.parameters(), said.initializationVector(), null, null, true));
    }

    /**
     * Derives bytes by an encryption that has been set up elsewhere, in an HSM for example.
     *
     * @return bytes that the caller wipes
     */
    public static byte[] derive(MessageOperation encryption, DerivationParameters said, int bytes) {
        requireOwn(DerivationMethod.ENCRYPT, said);
        return first(encrypted(encryption, said), bytes, "the ciphertext");
    }

    private static byte[] encrypted(MessageOperation encryption, DerivationParameters said) {
        byte[] data = data(said);
        try {
            return encryption.finish(data);
        } finally {
            Arrays.fill(data, (byte) 0);
        }
    }

    /** RFC 5869; SHA-256 unless another hash is named (KMIP 2.1 section 7.12). */
    private static byte[] hkdf(byte[] key, CryptographicAlgorithm algorithm, DerivationParameters said, int bytes) {
        HKDFBytesGenerator generator = new HKDFBytesGenerator(
                Prf.digest(Prf.hash(algorithm, said.parameters()).orElse(HashingAlgorithm.SHA_256)));
        requireWithin(bytes, MOST_HKDF_BLOCKS * generator.getDigest().getDigestSize(), "HKDF by this hash");
        byte[] info = joined(said.data());
        try {
            generator.init(new HKDFParameters(key, said.salt(), info));
            byte[] out = new byte[bytes];
            generator.generateBytes(out, 0, bytes);
            return out;
        } finally {
            Arrays.fill(info, (byte) 0);
        }
    }

    /** The signing key of date, region and service, of which only requests of that day to that service there can be signed. */
    private static byte[] awsSigningKey(byte[] key, DerivationParameters said) {
        if (said.data().size() != 3) {
            throw Faults.bad("AWS Signature Version 4 takes three pieces of Derivation Data: Date, Region and Service; "
                    + said.data().size() + " are given");
        }
        byte[] prefix = "AWS4".getBytes(StandardCharsets.US_ASCII);
        byte[] step = Arrays.copyOf(prefix, prefix.length + key.length);
        System.arraycopy(key, 0, step, prefix.length, key.length);
        for (byte[] part : List.of(said.data().get(0), said.data().get(1), said.data().get(2),
                "aws4_request".getBytes(StandardCharsets.US_ASCII))) {
            byte[] next = mac(step, HashingAlgorithm.SHA_256, part);
            Arrays.fill(step, (byte) 0);
            step = next;
        }
        return step;
    }

    private static byte[] macOfData(byte[] key, HashingAlgorithm hash, DerivationParameters said) {
        byte[] data = data(said);
        try {
            return mac(key, hash, data);
        } finally {
            Arrays.fill(data, (byte) 0);
        }
    }

    private static byte[] mac(byte[] key, HashingAlgorithm hash, byte[] data) {
        HMac mac = new HMac(Prf.digest(hash));
        mac.init(new KeyParameter(key));
        mac.update(data, 0, data.length);
        byte[] out = new byte[mac.getMacSize()];
        mac.doFinal(out, 0);
        return out;
    }

    /** The Derivation Data, which the method cannot do without, for the caller to wipe: it may be Secret Data. */
    static byte[] data(DerivationParameters said) {
        if (said.data().isEmpty()) {
            throw Faults.missing("Derivation Data");
        }
        return joined(said.data());
    }

    /** The parts end to end, in a new array. */
    public static byte[] joined(List<byte[]> parts) {
        byte[] whole = new byte[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }

    /** The first bytes of what a method gives; the rest is wiped. */
    static byte[] first(byte[] out, int bytes, String what) {
        try {
            requireWithin(bytes, out.length, what);
            return Arrays.copyOf(out, bytes);
        } finally {
            Arrays.fill(out, (byte) 0);
        }
    }

    private static void requireWithin(int bytes, int most, String what) {
        if (bytes > most) {
            throw Faults.failed("Cryptographic Length is " + bytes * Byte.SIZE + " bits; " + what + " gives " + most * Byte.SIZE);
        }
    }
}
