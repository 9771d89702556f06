package io.lumenvault.kmip.message;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.repeated;
import static io.lumenvault.kmip.layout.Field.required;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_2;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_1;

import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.payload.VersionCodec;
import io.lumenvault.kmip.spec.AttestationType;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The header of a response (1.4 section 7.2, 2.1 section 8.5). All components but version and time stamp may be null; what
 * the version does not have is not written.
 *
 * @param nonce the Nonce structure for attestation (since 1.2)
 * @param serverHashedPassword proof of the password (since 2.0)
 */
public record ResponseHeader(ProtocolVersion version, Instant timeStamp, Structure nonce, byte[] serverHashedPassword,
        List<AttestationType> attestationTypes, String clientCorrelationValue, String serverCorrelationValue) {

    private static final Layout LAYOUT = Layout.of("Response Header", required(Tag.PROTOCOL_VERSION),
            required(Tag.TIME_STAMP), optional(Tag.NONCE).since(V1_2),
            optional(Tag.SERVER_HASHED_PASSWORD).since(V2_0), repeated(Tag.ATTESTATION_TYPE).since(V1_2),
            optional(Tag.CLIENT_CORRELATION_VALUE).since(V1_4), optional(Tag.SERVER_CORRELATION_VALUE).since(V1_4),
            required(Tag.BATCH_COUNT).until(V2_1));

    public ResponseHeader {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(timeStamp, "timeStamp");
        attestationTypes = List.copyOf(attestationTypes);
    }

    /** A header of version and time alone. */
    public static ResponseHeader of(ProtocolVersion version, Instant timeStamp) {
        return new ResponseHeader(version, timeStamp, null, null, List.of(), null, null);
    }

    /** The same header with the value under which the server logged the request (sent since 1.4). */
    public ResponseHeader withServerCorrelationValue(String value) {
        return new ResponseHeader(version, timeStamp, nonce, serverHashedPassword, attestationTypes,
                clientCorrelationValue, value);
    }

    /** The same header with the proof that a Hashed Password asks for (sent since 2.0), or without one where it is null. */
    public ResponseHeader withServerHashedPassword(byte[] value) {
        return new ResponseHeader(version, timeStamp, nonce, value, attestationTypes, clientCorrelationValue, serverCorrelationValue);
    }

    static ResponseHeader read(Structure structure, ProtocolVersion version) {
        Fields fields = LAYOUT.readResponse(structure, version);
        return new ResponseHeader(version, fields.instant(Tag.TIME_STAMP), fields.structure(Tag.NONCE),
                fields.bytes(Tag.SERVER_HASHED_PASSWORD),
                fields.enumerations(Tag.ATTESTATION_TYPE, AttestationType.class),
                fields.text(Tag.CLIENT_CORRELATION_VALUE), fields.text(Tag.SERVER_CORRELATION_VALUE));
    }

    Structure toStructure(int batchCount) {
        return LAYOUT.write(Tag.RESPONSE_HEADER, version).put(VersionCodec.write(version))
                .instant(Tag.TIME_STAMP, timeStamp).put(nonce).bytes(Tag.SERVER_HASHED_PASSWORD, serverHashedPassword)
                .enumerations(Tag.ATTESTATION_TYPE, attestationTypes)
                .text(Tag.CLIENT_CORRELATION_VALUE, clientCorrelationValue)
                .text(Tag.SERVER_CORRELATION_VALUE, serverCorrelationValue).integer(Tag.BATCH_COUNT, batchCount)
                .structure();
    }
}
