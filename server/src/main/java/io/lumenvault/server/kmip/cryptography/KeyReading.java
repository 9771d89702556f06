package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.TransparentKey;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.RecommendedCurve;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Tag;
import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Reads keys of every Key Format Type that is served (KMIP 2.1 section 11.25). */
final class KeyReading {

    private static final AlgorithmIdentifier RSA = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);

    private KeyReading() {}

    /** @throws io.lumenvault.kmip.KmipException where the material is not what its format says, or the format is not served */
    static AsymmetricKey read(KeyBlock block, boolean secret) {
        try {
            return secret ? AsymmetricKey.ofPrivate(readPrivate(block)) : AsymmetricKey.ofPublic(readPublic(block));
        } catch (KmipException refused) {
            throw refused;
        } catch (IOException | RuntimeException malformed) {
            // Readers of ASN.1 end by whatever they come upon: an element that is missing, or is of another class.
            throw Faults.key("the key material is not a key in Key Format Type " + block.format().text());
        }
    }

    private static byte[] readPrivate(KeyBlock block) throws IOException {
        return switch (block.format()) {
            case PKCS_8 -> der(PrivateKeyInfo.getInstance(bytes(block)));
            case PKCS_1 -> der(new PrivateKeyInfo(RSA, RSAPrivateKey.getInstance(bytes(block))));
            case ECPRIVATEKEY -> der(ofSec1(ECPrivateKey.getInstance(bytes(block))));
            case RAW -> der(PostQuantum.privateKeyInfo(block.algorithm(), bytes(block)));
            case TRANSPARENT_RSA_PRIVATE_KEY -> der(new PrivateKeyInfo(RSA, rsaPrivate(parts(block))));
            case TRANSPARENT_EC_PRIVATE_KEY, TRANSPARENT_ECDSA_PRIVATE_KEY, TRANSPARENT_ECDH_PRIVATE_KEY -> der(ecPrivate(parts(block)));
            default -> throw unserved(block.format());
        };
    }

    private static byte[] readPublic(KeyBlock block) throws IOException {
        return switch (block.format()) {
            case X_509, PKCS_8 -> der(SubjectPublicKeyInfo.getInstance(bytes(block)));
            case PKCS_1 -> der(new SubjectPublicKeyInfo(RSA, RSAPublicKey.getInstance(bytes(block))));
            case RAW -> der(PostQuantum.publicKeyInfo(block.algorithm(), bytes(block)));
            case TRANSPARENT_RSA_PUBLIC_KEY -> der(new SubjectPublicKeyInfo(RSA,
                    new RSAPublicKey(number(parts(block), Tag.MODULUS), number(parts(block), Tag.PUBLIC_EXPONENT))));
            case TRANSPARENT_EC_PUBLIC_KEY, TRANSPARENT_ECDSA_PUBLIC_KEY, TRANSPARENT_ECDH_PUBLIC_KEY -> der(new SubjectPublicKeyInfo(
                    ec(curve(parts(block)).oid()), Points.uncompressed(curve(parts(block)), parts(block).bytes().orElseThrow(KeyReading::empty))));
            default -> throw unserved(block.format());
        };
    }

    private static PrivateKeyInfo ofSec1(ECPrivateKey key) throws IOException {
        ASN1Object curve = key.getParametersObject();
        if (!(curve instanceof ASN1ObjectIdentifier named)) {
            throw Faults.unsupported("an ECPrivateKey must name its curve (RFC 5915)");
        }
        ASN1BitString point = key.getPublicKey();
        return new PrivateKeyInfo(ec(named), key, null, point == null ? null : point.getOctets());
    }

    /** Without the primes nothing is calculated here: such a key is refused. */
    private static RSAPrivateKey rsaPrivate(TransparentKey key) {
        BigInteger p = number(key, Tag.P);
        BigInteger q = number(key, Tag.Q);
        BigInteger d = number(key, Tag.PRIVATE_EXPONENT);
        return new RSAPrivateKey(number(key, Tag.MODULUS), number(key, Tag.PUBLIC_EXPONENT), d, p, q,
                key.number(Tag.PRIME_EXPONENT_P).map(Item.BigInt::value).orElseGet(() -> d.mod(p.subtract(BigInteger.ONE))),
                key.number(Tag.PRIME_EXPONENT_Q).map(Item.BigInt::value).orElseGet(() -> d.mod(q.subtract(BigInteger.ONE))),
                key.number(Tag.CRT_COEFFICIENT).map(Item.BigInt::value).orElseGet(() -> q.modInverse(p)));
    }

    private static PrivateKeyInfo ecPrivate(TransparentKey key) throws IOException {
        Curves curve = curve(key);
        return new PrivateKeyInfo(ec(curve.oid()), new ECPrivateKey(curve.bits(), number(key, Tag.D)));
    }

    private static AlgorithmIdentifier ec(ASN1ObjectIdentifier curve) {
        return new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, (ASN1Encodable) curve);
    }

    private static Curves curve(TransparentKey key) {
        RecommendedCurve named = key.curve().orElseThrow(() -> Faults.key("Recommended Curve is missing"));
        return Curves.ofWeierstrass(named).orElseThrow(() -> Faults.unsupported("the curve " + named.text()
                + " is not served in transparent formats; P-256, P-384, P-521 and SECP256K1 are"));
    }

    private static BigInteger number(TransparentKey key, Tag tag) {
        return key.number(tag).orElseThrow(() -> Faults.unsupported(tag + " is missing; a key without it is not used at the server")).value();
    }

    private static TransparentKey parts(KeyBlock block) {
        return block.transparent().orElseThrow(KeyReading::empty);
    }

    private static byte[] bytes(KeyBlock block) {
        return block.material().orElseThrow(KeyReading::empty);
    }

    private static RuntimeException empty() {
        return Faults.key("the key material is not a Byte String");
    }

    private static RuntimeException unserved(KeyFormatType format) {
        return Faults.unsupported("keys in Key Format Type " + format.text() + " are not used or converted at the server");
    }

    private static byte[] der(ASN1Object encoded) throws IOException {
        return encoded.getEncoded(ASN1Encoding.DER);
    }
}
