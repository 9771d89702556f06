package io.lumenvault.kmip.object;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/**
 * Encryption Key Information or MAC/Signature Key Information (1.4 section 2.1.5).
 *
 * @param parameters the parameters of that key's use, or null
 */
public record KeyInformation(UniqueIdentifier identifier, CryptographicParameters parameters) {

    private static final Layout LAYOUT = Layout.of("Key Information", required(Tag.UNIQUE_IDENTIFIER),
            optional(Tag.CRYPTOGRAPHIC_PARAMETERS));

    public KeyInformation {
        Objects.requireNonNull(identifier, "identifier");
    }

    /** What the information says of the key's use. */
    static CryptographicParameters parameters(KeyInformation information) {
        return information == null || information.parameters == null ? CryptographicParameters.NONE : information.parameters;
    }

    static KeyInformation read(Fields outer, Tag tag) {
        Fields fields = outer.nested(tag, LAYOUT);
        return fields == null ? null : new KeyInformation(UniqueIdentifier.from(fields.item(Tag.UNIQUE_IDENTIFIER)),
                CryptographicParameters.from(fields.item(Tag.CRYPTOGRAPHIC_PARAMETERS)));
    }

    static Structure write(Tag tag, KeyInformation information, ProtocolVersion version) {
        if (information == null) {
            return null;
        }
        CryptographicParameters parameters = information.parameters();
        return LAYOUT.write(tag, version).put(information.identifier().toItem(Tag.UNIQUE_IDENTIFIER))
                .put(parameters == null ? null : parameters.toStructure(Tag.CRYPTOGRAPHIC_PARAMETERS)).structure();
    }
}
