package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.RecommendedCurve;
import io.lumenvault.kmip.spec.ResultReason;
import java.util.Arrays;

/** The curve that algorithm, length and Recommended Curve of a request mean together. */
final class ChosenCurve {

    private ChosenCurve() {}

    static Curves of(CryptographicAlgorithm algorithm, Integer bits, RecommendedCurve named) {
        Curves curve = Arrays.stream(Curves.values()).filter(one -> fits(algorithm, one))
                .filter(one -> named == null || one.kmip() == named)
                .filter(one -> bits == null || one.bits() == bits).findFirst()
                .orElseThrow(() -> new KmipException(ResultReason.INVALID_FIELD, "there is no curve for " + algorithm.text()
                        + (bits == null ? "" : " of " + bits + " bits") + (named == null ? "" : " named " + named.text())
                        + "; EC and ECDSA have P-256, P-384, P-521 and SECP256K1, ECDH has CURVE25519 and CURVE448 too"));
        if (named == null && bits == null && curve.weierstrass()) {
            throw new KmipException(ResultReason.INVALID_FIELD, "neither Cryptographic Length nor Recommended Curve is given");
        }
        return curve;
    }

    private static boolean fits(CryptographicAlgorithm algorithm, Curves curve) {
        return switch (algorithm) {
            case ED25519 -> curve == Curves.ED25519;
            case ED448 -> curve == Curves.ED448;
            case ECDH -> curve.weierstrass() || curve == Curves.X25519 || curve == Curves.X448;
            default -> curve.weierstrass();
        };
    }
}
