package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.TransparentKey;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Tag;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Writes keys in the Key Format Type asked for (KMIP 2.1 sections 4.26 and 11.25). */
final class KeyWriting {

    private KeyWriting() {}

    /** @throws KmipException with Key Format Type Not Supported where such a key has no such format */
    static KeyBlock write(AsymmetricKey key, KeyFormatType format, CryptographicAlgorithm algorithm, Integer length) {
        try {
            return key.isPrivate() ? writePrivate(PrivateKeyInfo.getInstance(key.der()), key.der(), format, algorithm, length)
                    : writePublic(SubjectPublicKeyInfo.getInstance(key.der()), key.der(), format, algorithm, length);
        } catch (IOException | IllegalArgumentException malformed) {
            throw Faults.key("the key cannot be written in Key Format Type " + format.text());
        }
    }

    private static KeyBlock writePrivate(PrivateKeyInfo key, byte[] der, KeyFormatType format, CryptographicAlgorithm algorithm,
            Integer length) throws IOException {
        boolean rsa = isRsa(key.getPrivateKeyAlgorithm());
        boolean ec = isEc(key.getPrivateKeyAlgorithm());
        if (format == KeyFormatType.PKCS_8) {
            return KeyBlock.of(format, der.clone(), algorithm, length);
        }
        if (format == KeyFormatType.PKCS_1 && rsa) {
            return KeyBlock.of(format, key.getPrivateKey().getOctets(), algorithm, length);
        }
        if (format == KeyFormatType.TRANSPARENT_RSA_PRIVATE_KEY && rsa) {
            return KeyBlock.of(transparent(RSAPrivateKey.getInstance(key.parsePrivateKey())), algorithm, length);
        }
        if (format == KeyFormatType.ECPRIVATEKEY && ec) {
            return KeyBlock.of(format, sec1(key), algorithm, length);
        }
        if (transparentEc(format, true) && ec) {
            BigInteger secret = ECPrivateKey.getInstance(key.parsePrivateKey()).getKey();
            return KeyBlock.of(TransparentKey.of(format, curve(key.getPrivateKeyAlgorithm()), Item.BigInt.of(Tag.D, secret)), algorithm, length);
        }
        if (format == KeyFormatType.RAW && !rsa && !ec) {
            return KeyBlock.of(format, raw(key), algorithm, length);
        }
        throw unserved(format, true);
    }

    private static KeyBlock writePublic(SubjectPublicKeyInfo key, byte[] der, KeyFormatType format, CryptographicAlgorithm algorithm,
            Integer length) throws IOException {
        boolean rsa = isRsa(key.getAlgorithm());
        boolean ec = isEc(key.getAlgorithm());
        if (format == KeyFormatType.X_509 || format == KeyFormatType.PKCS_8) {
            return KeyBlock.of(format, der.clone(), algorithm, length);
        }
        if (format == KeyFormatType.PKCS_1 && rsa) {
            return KeyBlock.of(format, key.getPublicKeyData().getOctets(), algorithm, length);
        }
        if (format == KeyFormatType.TRANSPARENT_RSA_PUBLIC_KEY && rsa) {
            RSAPublicKey numbers = RSAPublicKey.getInstance(key.parsePublicKey());
            return KeyBlock.of(TransparentKey.of(format, Item.BigInt.of(Tag.MODULUS, numbers.getModulus()),
                    Item.BigInt.of(Tag.PUBLIC_EXPONENT, numbers.getPublicExponent())), algorithm, length);
        }
        if (transparentEc(format, false) && ec) {
            return KeyBlock.of(TransparentKey.of(format, curve(key.getAlgorithm()),
                    new Item.Bytes(Tag.Q_STRING, key.getPublicKeyData().getOctets())), algorithm, length);
        }
        if (format == KeyFormatType.RAW && !rsa && !ec) {
            return KeyBlock.of(format, key.getPublicKeyData().getOctets(), algorithm, length);
        }
        throw unserved(format, false);
    }

    private static TransparentKey transparent(RSAPrivateKey key) {
        return TransparentKey.of(KeyFormatType.TRANSPARENT_RSA_PRIVATE_KEY, Item.BigInt.of(Tag.MODULUS, key.getModulus()),
                Item.BigInt.of(Tag.PRIVATE_EXPONENT, key.getPrivateExponent()), Item.BigInt.of(Tag.PUBLIC_EXPONENT, key.getPublicExponent()),
                Item.BigInt.of(Tag.P, key.getPrime1()), Item.BigInt.of(Tag.Q, key.getPrime2()),
                Item.BigInt.of(Tag.PRIME_EXPONENT_P, key.getExponent1()), Item.BigInt.of(Tag.PRIME_EXPONENT_Q, key.getExponent2()),
                Item.BigInt.of(Tag.CRT_COEFFICIENT, key.getCoefficient()));
    }

    /** RFC 5915: with the name of the curve and the public point. */
    private static byte[] sec1(PrivateKeyInfo key) throws IOException {
        Curves curve = named(key.getPrivateKeyAlgorithm());
        BigInteger secret = ECPrivateKey.getInstance(key.parsePrivateKey()).getKey();
        return new ECPrivateKey(curve.bits(), secret, new DERBitString(Points.of(curve, secret)), curve.oid()).getEncoded(ASN1Encoding.DER);
    }

    /** RFC 8410 puts the key into an octet string of its own. */
    private static byte[] raw(PrivateKeyInfo key) throws IOException {
        return Curves.of(key.getPrivateKeyAlgorithm().getAlgorithm()).isPresent()
                ? ASN1OctetString.getInstance(key.parsePrivateKey()).getOctets() : key.getPrivateKey().getOctets();
    }

    private static boolean transparentEc(KeyFormatType format, boolean secret) {
        return secret
                ? format == KeyFormatType.TRANSPARENT_EC_PRIVATE_KEY || format == KeyFormatType.TRANSPARENT_ECDSA_PRIVATE_KEY
                        || format == KeyFormatType.TRANSPARENT_ECDH_PRIVATE_KEY
                : format == KeyFormatType.TRANSPARENT_EC_PUBLIC_KEY || format == KeyFormatType.TRANSPARENT_ECDSA_PUBLIC_KEY
                        || format == KeyFormatType.TRANSPARENT_ECDH_PUBLIC_KEY;
    }

    private static Item curve(AlgorithmIdentifier algorithm) {
        return new Item.Enumeration(Tag.RECOMMENDED_CURVE, named(algorithm).kmip().code());
    }

    private static Curves named(AlgorithmIdentifier algorithm) {
        ASN1Encodable curve = algorithm.getParameters();
        return (curve instanceof ASN1ObjectIdentifier oid ? Curves.of(oid) : Optional.<Curves>empty())
                .orElseThrow(() -> Faults.unsupported("the key is on a curve that is not served; P-256, P-384, P-521 and SECP256K1 are"));
    }

    private static boolean isRsa(AlgorithmIdentifier algorithm) {
        return algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption);
    }

    private static boolean isEc(AlgorithmIdentifier algorithm) {
        return algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey);
    }

    private static KmipException unserved(KeyFormatType format, boolean secret) {
        return new KmipException(ResultReason.KEY_FORMAT_TYPE_NOT_SUPPORTED, "this " + (secret ? "private" : "public")
                + " key cannot be given in Key Format Type " + format.text());
    }
}
