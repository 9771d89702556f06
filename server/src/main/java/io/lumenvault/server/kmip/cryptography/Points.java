package io.lumenvault.server.kmip.cryptography;

import java.math.BigInteger;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** Points on the curves of SEC 1, as octets (SEC 1 section 2.3). */
final class Points {

    private Points() {}

    /** @throws IllegalArgumentException where it is no point of the curve */
    static byte[] uncompressed(Curves curve, byte[] octets) {
        ECPoint point = parameters(curve).getCurve().decodePoint(octets);
        if (point.isInfinity()) {
            throw new IllegalArgumentException("the point at infinity");
        }
        return point.getEncoded(false);
    }

    /** The public point of a private number. */
    static byte[] of(Curves curve, BigInteger secret) {
        return new FixedPointCombMultiplier().multiply(parameters(curve).getG(), secret).getEncoded(false);
    }

    private static X9ECParameters parameters(Curves curve) {
        return CustomNamedCurves.getByOID(curve.oid());
    }
}
