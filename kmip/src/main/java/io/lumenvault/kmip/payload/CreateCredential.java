package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.AttributeCodec;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.CredentialType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;
import java.util.Objects;

/** Create Credential: makes a credential for users to link to (3.0 draft, section 6.1.9). */
public final class CreateCredential {

    private static final List<Tag> VALUES = List.of(Tag.PASSWORD_CREDENTIAL, Tag.DEVICE_CREDENTIAL, Tag.OTP_CREDENTIAL,
            Tag.HASHED_PASSWORD_CREDENTIAL, Tag.CERTIFICATE);
    private static final Layout REQUEST = Layout.of("Create Credential Request Payload", required(Tag.CREDENTIAL_TYPE),
            required(Tag.ATTRIBUTES), optional(Tag.PASSWORD_CREDENTIAL), optional(Tag.DEVICE_CREDENTIAL), optional(Tag.OTP_CREDENTIAL),
            optional(Tag.HASHED_PASSWORD_CREDENTIAL), optional(Tag.CERTIFICATE));
    private static final Layout RESPONSE = Layout.of("Create Credential Response Payload", required(Tag.UNIQUE_IDENTIFIER));

    static final PayloadType TYPE = new PayloadType(Operation.CREATE_CREDENTIAL, Request::read, Response::read);

    private CreateCredential() {
    }

    /**
     * The request. Whoever handles it wipes the value.
     *
     * @param value the credential: one of the structures Password Credential, Device Credential, OTP Credential, Hashed
     *     Password Credential and Certificate
     */
    public record Request(CredentialType type, Attributes attributes, Structure value) implements RequestPayload {
        public Request {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(attributes, "attributes");
            if (!VALUES.contains(value.tag())) {
                throw new IllegalArgumentException("a credential of tag " + value.tag() + "; allowed are " + VALUES);
            }
        }

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            List<Structure> given = VALUES.stream().filter(fields::has).map(fields::structure).toList();
            if (given.size() != 1) {
                throw new KmipException(ResultReason.INVALID_MESSAGE,
                        "the payload holds " + given.size() + " credentials; it holds one of " + VALUES);
            }
            return new Request(fields.enumeration(Tag.CREDENTIAL_TYPE, CredentialType.class),
                    AttributeCodec.readAttributes(fields, Tag.ATTRIBUTES), given.getFirst());
        }

        @Override
        public Operation operation() {
            return Operation.CREATE_CREDENTIAL;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version).enumeration(Tag.CREDENTIAL_TYPE, type)
                    .put(AttributeCodec.writeAttributes(Tag.ATTRIBUTES, attributes, version)).put(value).structure();
        }
    }

    /** The response: the credential. */
    public record Response(String uniqueIdentifier) implements PlaceholderResponse {

        static Response read(Structure payload, ProtocolVersion version) {
            return new Response(RESPONSE.readResponse(payload, version).text(Tag.UNIQUE_IDENTIFIER));
        }

        @Override
        public Operation operation() {
            return Operation.CREATE_CREDENTIAL;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).text(Tag.UNIQUE_IDENTIFIER, uniqueIdentifier).structure();
        }
    }
}
