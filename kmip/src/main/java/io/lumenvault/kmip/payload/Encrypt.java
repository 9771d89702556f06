package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.required;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_3;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;

import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;

/** Encrypt: encrypts data under a key that stays at the server (1.4 section 4.29, 2.1 section 6.1.17). */
public final class Encrypt {

    private static final Layout REQUEST = Layout.of("Encrypt Request Payload", optional(Tag.UNIQUE_IDENTIFIER),
            optional(Tag.CRYPTOGRAPHIC_PARAMETERS), optional(Tag.DATA), optional(Tag.IV_COUNTER_NONCE),
            optional(Tag.CORRELATION_VALUE).since(V1_3), optional(Tag.INIT_INDICATOR).since(V1_3),
            optional(Tag.FINAL_INDICATOR).since(V1_3), optional(Tag.AUTHENTICATED_ENCRYPTION_ADDITIONAL_DATA).since(V1_4));
    private static final Layout RESPONSE = Layout.of("Encrypt Response Payload", required(Tag.UNIQUE_IDENTIFIER), optional(Tag.DATA),
            optional(Tag.IV_COUNTER_NONCE), optional(Tag.CORRELATION_VALUE).since(V1_3),
            optional(Tag.AUTHENTICATED_ENCRYPTION_TAG).since(V1_4));

    static final PayloadType TYPE = new PayloadType(Operation.ENCRYPT, Request::read, Response::read);

    private Encrypt() {
    }

    /**
     * The request. Whoever handles it wipes the data.
     *
     * @param uniqueIdentifier the key, or null for the ID Placeholder
     * @param parameters how to encrypt, or null for the key's own Cryptographic Parameters
     * @param data the plaintext; may be null in a stream
     * @param iv IV, counter or nonce, or null for none given
     * @param stream the place in an encryption of several requests, or null for one request alone
     * @param additionalData data that is authenticated and not encrypted, or null
     */
    public record Request(UniqueIdentifier uniqueIdentifier, CryptographicParameters parameters, byte[] data, byte[] iv,
            StreamPosition stream, byte[] additionalData) implements RequestPayload {

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(UniqueIdentifier.from(fields.item(Tag.UNIQUE_IDENTIFIER)),
                    CryptographicParameters.from(fields.item(Tag.CRYPTOGRAPHIC_PARAMETERS)), fields.bytes(Tag.DATA),
                    fields.bytes(Tag.IV_COUNTER_NONCE), StreamPosition.read(fields),
                    fields.bytes(Tag.AUTHENTICATED_ENCRYPTION_ADDITIONAL_DATA));
        }

        @Override
        public Operation operation() {
            return Operation.ENCRYPT;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return StreamPosition.write(REQUEST.writeWhole(Tag.REQUEST_PAYLOAD, version)
                    .put(UniqueIdentifier.toItem(uniqueIdentifier, Tag.UNIQUE_IDENTIFIER))
                    .put(parameters == null ? null : parameters.toStructure(Tag.CRYPTOGRAPHIC_PARAMETERS))
                    .bytes(Tag.DATA, data).bytes(Tag.IV_COUNTER_NONCE, iv), stream)
                    .bytes(Tag.AUTHENTICATED_ENCRYPTION_ADDITIONAL_DATA, additionalData).structure();
        }
    }

    /**
     * The response.
     *
     * @param data the ciphertext
     * @param iv the IV, counter or nonce where the server made it, or null
     * @param correlation names the stream that goes on, or null
     * @param tag the authentication tag of an authenticated mode, or null
     */
    public record Response(String uniqueIdentifier, byte[] data, byte[] iv, byte[] correlation, byte[] tag) implements ResponsePayload {

        static Response read(Structure payload, ProtocolVersion version) {
            Fields fields = RESPONSE.readResponse(payload, version);
            return new Response(fields.text(Tag.UNIQUE_IDENTIFIER), fields.bytes(Tag.DATA), fields.bytes(Tag.IV_COUNTER_NONCE),
                    fields.bytes(Tag.CORRELATION_VALUE), fields.bytes(Tag.AUTHENTICATED_ENCRYPTION_TAG));
        }

        @Override
        public Operation operation() {
            return Operation.ENCRYPT;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).text(Tag.UNIQUE_IDENTIFIER, uniqueIdentifier).bytes(Tag.DATA, data)
                    .bytes(Tag.IV_COUNTER_NONCE, iv).bytes(Tag.CORRELATION_VALUE, correlation)
                    .bytes(Tag.AUTHENTICATED_ENCRYPTION_TAG, tag).structure();
        }
    }
}
