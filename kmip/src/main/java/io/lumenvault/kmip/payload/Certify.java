package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.required;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

import io.lumenvault.kmip.attribute.AttributeCodec;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.CertificateRequestType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;
import java.util.Objects;

/** Certify: makes a certificate for a public key (1.4 section 4.7, 2.1 section 6.1.6). */
public final class Certify {

    private static final Layout REQUEST = Layout.of("Certify Request Payload", optional(Tag.UNIQUE_IDENTIFIER),
            optional(Tag.CERTIFICATE_REQUEST_TYPE), optional(Tag.CERTIFICATE_REQUEST).until(V1_4),
            optional(Tag.CERTIFICATE_REQUEST_VALUE).since(V2_0), optional(Tag.TEMPLATE_ATTRIBUTE).until(V1_4),
            optional(Tag.ATTRIBUTES).since(V2_0), optional(Tag.PROTECTION_STORAGE_MASKS).since(V2_0));
    private static final Layout RESPONSE = Layout.of("Certify Response Payload", required(Tag.UNIQUE_IDENTIFIER),
            optional(Tag.TEMPLATE_ATTRIBUTE).until(V1_4));

    static final PayloadType TYPE = new PayloadType(Operation.CERTIFY, Request::read, Response::read);

    private Certify() {
    }

    /**
     * The request.
     *
     * @param uniqueIdentifier the public key, or (2.x) the certificate request object; null for the ID Placeholder
     * @param requestType the form of the certificate request, or null where none is given
     * @param request the certificate request, or null
     * @param protectionStorageMasks the acceptable masks, in order of preference; empty where none is asked for (2.x)
     */
    public record Request(UniqueIdentifier uniqueIdentifier, CertificateRequestType requestType, byte[] request,
            Attributes attributes, List<Integer> protectionStorageMasks) implements RequestPayload {
        public Request {
            Objects.requireNonNull(attributes, "attributes");
            protectionStorageMasks = List.copyOf(protectionStorageMasks);
        }

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(UniqueIdentifier.from(fields.item(Tag.UNIQUE_IDENTIFIER)),
                    fields.enumeration(Tag.CERTIFICATE_REQUEST_TYPE, CertificateRequestType.class),
                    fields.bytes(fields.has(Tag.CERTIFICATE_REQUEST) ? Tag.CERTIFICATE_REQUEST : Tag.CERTIFICATE_REQUEST_VALUE),
                    PayloadFields.attributes(fields, Tag.TEMPLATE_ATTRIBUTE, Tag.ATTRIBUTES),
                    PayloadFields.storageMasks(fields, Tag.PROTECTION_STORAGE_MASKS));
        }

        @Override
        public Operation operation() {
            return Operation.CERTIFY;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version)
                    .put(UniqueIdentifier.toItem(uniqueIdentifier, Tag.UNIQUE_IDENTIFIER))
                    .enumeration(Tag.CERTIFICATE_REQUEST_TYPE, requestType)
                    .bytes(Tag.CERTIFICATE_REQUEST, request).bytes(Tag.CERTIFICATE_REQUEST_VALUE, request)
                    .put(PayloadFields.optionalAttributes(attributes, Tag.TEMPLATE_ATTRIBUTE, Tag.ATTRIBUTES, version))
                    .put(PayloadFields.storageMasks(protectionStorageMasks, Tag.PROTECTION_STORAGE_MASKS, version)).structure();
        }
    }

    /**
     * The response.
     *
     * @param uniqueIdentifier the certificate
     * @param implicitlySet attributes that the server set and the request did not name; sent in 1.x only
     */
    public record Response(String uniqueIdentifier, Attributes implicitlySet) implements PlaceholderResponse {
        public Response {
            Objects.requireNonNull(uniqueIdentifier, "uniqueIdentifier");
            Objects.requireNonNull(implicitlySet, "implicitlySet");
        }

        /** A response that names no attributes. */
        public Response(String uniqueIdentifier) {
            this(uniqueIdentifier, Attributes.NONE);
        }

        static Response read(Structure payload, ProtocolVersion version) {
            Fields fields = RESPONSE.readResponse(payload, version);
            return new Response(fields.text(Tag.UNIQUE_IDENTIFIER),
                    AttributeCodec.readAttributes(fields, Tag.TEMPLATE_ATTRIBUTE));
        }

        @Override
        public Operation operation() {
            return Operation.CERTIFY;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).text(Tag.UNIQUE_IDENTIFIER, uniqueIdentifier)
                    .put(PayloadFields.implicitlySet(implicitlySet, Tag.TEMPLATE_ATTRIBUTE, version)).structure();
        }
    }
}
