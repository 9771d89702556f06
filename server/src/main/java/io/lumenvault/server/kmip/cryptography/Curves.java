package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.spec.RecommendedCurve;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;

/** The elliptic curves that are served, in one table. */
enum Curves {
    P_256(RecommendedCurve.P_256, "secp256r1", SECObjectIdentifiers.secp256r1, 256, true),
    P_384(RecommendedCurve.P_384, "secp384r1", SECObjectIdentifiers.secp384r1, 384, true),
    P_521(RecommendedCurve.P_521, "secp521r1", SECObjectIdentifiers.secp521r1, 521, true),
    SECP256K1(RecommendedCurve.SECP256K1, "secp256k1", SECObjectIdentifiers.secp256k1, 256, true),
    ED25519(RecommendedCurve.CURVE25519, "Ed25519", EdECObjectIdentifiers.id_Ed25519, 256, false),
    X25519(RecommendedCurve.CURVE25519, "X25519", EdECObjectIdentifiers.id_X25519, 256, false),
    ED448(RecommendedCurve.CURVE448, "Ed448", EdECObjectIdentifiers.id_Ed448, 448, false),
    X448(RecommendedCurve.CURVE448, "X448", EdECObjectIdentifiers.id_X448, 448, false);

    private final RecommendedCurve kmip;
    private final String jca;
    private final ASN1ObjectIdentifier oid;
    private final int bits;
    private final boolean weierstrass;

    Curves(RecommendedCurve kmip, String jca, ASN1ObjectIdentifier oid, int bits, boolean weierstrass) {
        this.kmip = kmip;
        this.jca = jca;
        this.oid = oid;
        this.bits = bits;
        this.weierstrass = weierstrass;
    }

    RecommendedCurve kmip() {
        return kmip;
    }

    /** Its name in the JDK and in Bouncy Castle. */
    String jca() {
        return jca;
    }

    ASN1ObjectIdentifier oid() {
        return oid;
    }

    /** KMIP's Cryptographic Length. */
    int bits() {
        return bits;
    }

    /** Whether it is one of those of SEC 1, whose keys are numbers and points; the others' keys are byte strings (RFC 8410). */
    boolean weierstrass() {
        return weierstrass;
    }

    static Optional<Curves> of(ASN1ObjectIdentifier oid) {
        return Arrays.stream(values()).filter(curve -> curve.oid.equals(oid)).findFirst();
    }

    static Optional<Curves> ofWeierstrass(RecommendedCurve named) {
        return Arrays.stream(values()).filter(curve -> curve.weierstrass && curve.kmip == named).findFirst();
    }
}
