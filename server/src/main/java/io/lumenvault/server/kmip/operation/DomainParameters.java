package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.RecommendedCurve;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import java.util.Optional;

/** The attribute Cryptographic Domain Parameters (KMIP 2.1 section 4.14), of which the curve is read. */
final class DomainParameters {

    private DomainParameters() {}

    /** The curve that both halves of a pair are to be on, or null where none is named. */
    static RecommendedCurve curve(ObjectAttributes secret, ObjectAttributes open) {
        Optional<RecommendedCurve> first = curve(secret);
        Optional<RecommendedCurve> second = curve(open);
        if (first.isPresent() && second.isPresent() && first.get() != second.get()) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Recommended Curve differs between the private and the public key");
        }
        return first.or(() -> second).orElse(null);
    }

    private static Optional<RecommendedCurve> curve(ObjectAttributes half) {
        return half.instances(AttributeType.CRYPTOGRAPHIC_DOMAIN_PARAMETERS).stream().map(Attribute::value)
                .filter(Structure.class::isInstance)
                .flatMap(parameters -> ((Structure) parameters).all(Tag.RECOMMENDED_CURVE).stream())
                .filter(Item.Enumeration.class::isInstance).findFirst()
                .map(code -> Enumerations.find(RecommendedCurve.class, ((Item.Enumeration) code).value())
                        .orElseThrow(() -> new KmipException(ResultReason.INVALID_FIELD, "Recommended Curve is not known")));
    }
}
