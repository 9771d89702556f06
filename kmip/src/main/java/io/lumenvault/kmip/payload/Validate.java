package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.repeated;
import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.object.ObjectCodec;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ValidityIndicator;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Validate: checks a chain of certificates (1.4 section 4.24, 2.1 section 6.1.57). */
public final class Validate {

    private static final Layout REQUEST = Layout.of("Validate Request Payload", repeated(Tag.CERTIFICATE),
            repeated(Tag.UNIQUE_IDENTIFIER), optional(Tag.VALIDITY_DATE));
    private static final Layout RESPONSE = Layout.of("Validate Response Payload", required(Tag.VALIDITY_INDICATOR));

    static final PayloadType TYPE = new PayloadType(Operation.VALIDATE, Request::read, Response::read);

    private Validate() {
    }

    /**
     * The request.
     *
     * @param certificates certificates given as such
     * @param uniqueIdentifiers certificates that the server holds
     * @param validityDate the moment for which to check, or null for now
     */
    public record Request(List<ManagedObject.Certificate> certificates, List<UniqueIdentifier> uniqueIdentifiers,
            Instant validityDate) implements RequestPayload {
        public Request {
            certificates = List.copyOf(certificates);
            uniqueIdentifiers = List.copyOf(uniqueIdentifiers);
        }

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(ObjectCodec.certificates(fields),
                    fields.items(Tag.UNIQUE_IDENTIFIER).stream().map(UniqueIdentifier::from).toList(),
                    fields.instant(Tag.VALIDITY_DATE));
        }

        @Override
        public Operation operation() {
            return Operation.VALIDATE;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version)
                    .putAll(certificates.stream().map(certificate -> ObjectCodec.write(certificate, version)).toList())
                    .putAll(uniqueIdentifiers.stream().map(id -> id.toItem(Tag.UNIQUE_IDENTIFIER)).toList())
                    .instant(Tag.VALIDITY_DATE, validityDate).structure();
        }
    }

    /** The response. */
    public record Response(ValidityIndicator validity) implements ResponsePayload {
        public Response {
            Objects.requireNonNull(validity, "validity");
        }

        static Response read(Structure payload, ProtocolVersion version) {
            Fields fields = RESPONSE.readResponse(payload, version);
            return new Response(fields.enumeration(Tag.VALIDITY_INDICATOR, ValidityIndicator.class));
        }

        @Override
        public Operation operation() {
            return Operation.VALIDATE;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).enumeration(Tag.VALIDITY_INDICATOR, validity)
                    .structure();
        }
    }
}
