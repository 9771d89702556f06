package io.lumenvault.kmip.attribute;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.RevocationReasonCode;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/**
 * Why an object was revoked (1.4 section 3.31, 2.1 section 4.47).
 *
 * @param message text for the log, or null
 */
public record RevocationReason(RevocationReasonCode code, String message) implements StructuredValue {

    private static final Layout LAYOUT = Layout.of("Revocation Reason", required(Tag.REVOCATION_REASON_CODE),
            optional(Tag.REVOCATION_MESSAGE));

    public RevocationReason {
        Objects.requireNonNull(code, "code");
    }

    /** A reason without a message. */
    public static RevocationReason of(RevocationReasonCode code) {
        return new RevocationReason(code, null);
    }

    /** Reads a Revocation Reason; null stays null. */
    public static RevocationReason from(Item item) {
        if (item == null) {
            return null;
        }
        Fields fields = StructuredValue.fields(item, LAYOUT);
        return new RevocationReason(fields.enumeration(Tag.REVOCATION_REASON_CODE, RevocationReasonCode.class),
                fields.text(Tag.REVOCATION_MESSAGE));
    }

    @Override
    public Structure toStructure(Tag tag) {
        return StructuredValue.writer(LAYOUT, tag).enumeration(Tag.REVOCATION_REASON_CODE, code)
                .text(Tag.REVOCATION_MESSAGE, message).structure();
    }
}
