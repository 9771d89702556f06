package io.lumenvault.kmip.message;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.repeated;
import static io.lumenvault.kmip.layout.Field.required;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_2;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_1;

import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.payload.VersionCodec;
import io.lumenvault.kmip.spec.AsynchronousIndicator;
import io.lumenvault.kmip.spec.AttestationType;
import io.lumenvault.kmip.spec.BatchErrorContinuationOption;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The header of a request (1.4 section 7.2, 2.1 section 8.2). Null components were not given; {@link #batchOrdered()} and
 * {@link #onError()} apply the defaults of the version.
 *
 * @param maximumResponseSize the largest response in bytes that the client takes
 * @param asynchronous what the client allows; the Boolean of 1.x is read as Optional (true) or Prohibited (false)
 */
public record RequestHeader(ProtocolVersion version, Integer maximumResponseSize, String clientCorrelationValue,
        String serverCorrelationValue, AsynchronousIndicator asynchronous, Boolean attestationCapable,
        List<AttestationType> attestationTypes, List<Credential> credentials,
        BatchErrorContinuationOption batchErrorContinuation, Boolean batchOrder, Instant timeStamp) {

    private static final Layout AUTHENTICATION = Layout.of("Authentication", repeated(Tag.CREDENTIAL));
    private static final Layout LAYOUT = Layout.of("Request Header", required(Tag.PROTOCOL_VERSION),
            optional(Tag.MAXIMUM_RESPONSE_SIZE), optional(Tag.CLIENT_CORRELATION_VALUE).since(V1_4),
            optional(Tag.SERVER_CORRELATION_VALUE).since(V1_4), optional(Tag.ASYNCHRONOUS_INDICATOR),
            optional(Tag.ATTESTATION_CAPABLE_INDICATOR).since(V1_2), repeated(Tag.ATTESTATION_TYPE).since(V1_2),
            optional(Tag.AUTHENTICATION), optional(Tag.BATCH_ERROR_CONTINUATION_OPTION),
            optional(Tag.BATCH_ORDER_OPTION).until(V2_1), optional(Tag.TIME_STAMP),
            required(Tag.BATCH_COUNT).until(V2_1));

    public RequestHeader {
        Objects.requireNonNull(version, "version");
        attestationTypes = List.copyOf(attestationTypes);
        credentials = List.copyOf(credentials);
    }

    /** True where the header of a version says how many batch items follow. */
    static boolean countsItems(ProtocolVersion version) {
        return LAYOUT.has(Tag.BATCH_COUNT, version);
    }

    /** A header that states the version alone. */
    public static RequestHeader of(ProtocolVersion version) {
        return new RequestHeader(version, null, null, null, null, null, List.of(), List.of(), null, null, null);
    }

    /** The same header with another limit for the response, in bytes. */
    public RequestHeader withMaximumResponseSize(Integer bytes) {
        return new RequestHeader(version, bytes, clientCorrelationValue, serverCorrelationValue, asynchronous,
                attestationCapable, attestationTypes, credentials, batchErrorContinuation, batchOrder, timeStamp);
    }

    /** The same header, allowing or asking that operations are carried out after the answer; null leaves it out. */
    public RequestHeader withAsynchronous(AsynchronousIndicator indicator) {
        return new RequestHeader(version, maximumResponseSize, clientCorrelationValue, serverCorrelationValue, indicator,
                attestationCapable, attestationTypes, credentials, batchErrorContinuation, batchOrder, timeStamp);
    }

    /** The same header with other credentials. */
    public RequestHeader withCredentials(List<Credential> others) {
        return new RequestHeader(version, maximumResponseSize, clientCorrelationValue, serverCorrelationValue,
                asynchronous, attestationCapable, attestationTypes, others, batchErrorContinuation, batchOrder, timeStamp);
    }

    /** The same header with batch options; null leaves one out. */
    public RequestHeader withBatch(BatchErrorContinuationOption onError, Boolean order) {
        return new RequestHeader(version, maximumResponseSize, clientCorrelationValue, serverCorrelationValue,
                asynchronous, attestationCapable, attestationTypes, credentials, onError, order, timeStamp);
    }

    /** True where the items are to be processed in order; absent means false in 1.x (6.12) and true in 2.x (9.8). */
    public boolean batchOrdered() {
        return batchOrder != null ? batchOrder : version.major() >= 2;
    }

    /** What happens after a failed item; absent means Stop. */
    public BatchErrorContinuationOption onError() {
        return batchErrorContinuation != null ? batchErrorContinuation : BatchErrorContinuationOption.STOP;
    }

    static RequestHeader read(Structure structure, ProtocolVersion version) {
        Fields fields = LAYOUT.readRequest(structure, version);
        Fields authentication = fields.nested(Tag.AUTHENTICATION, AUTHENTICATION);
        List<Credential> credentials = authentication == null ? List.of()
                : authentication.nestedAll(Tag.CREDENTIAL, Credential.LAYOUT).stream().map(Credential::read).toList();
        return new RequestHeader(version, fields.integer(Tag.MAXIMUM_RESPONSE_SIZE),
                fields.text(Tag.CLIENT_CORRELATION_VALUE), fields.text(Tag.SERVER_CORRELATION_VALUE),
                asynchronous(fields), fields.bool(Tag.ATTESTATION_CAPABLE_INDICATOR),
                fields.enumerations(Tag.ATTESTATION_TYPE, AttestationType.class), credentials,
                fields.enumeration(Tag.BATCH_ERROR_CONTINUATION_OPTION, BatchErrorContinuationOption.class),
                fields.bool(Tag.BATCH_ORDER_OPTION), fields.instant(Tag.TIME_STAMP));
    }

    private static AsynchronousIndicator asynchronous(Fields fields) {
        if (fields.item(Tag.ASYNCHRONOUS_INDICATOR) instanceof Item.Bool flag) {
            return flag.value() ? AsynchronousIndicator.OPTIONAL : AsynchronousIndicator.PROHIBITED;
        }
        return fields.enumeration(Tag.ASYNCHRONOUS_INDICATOR, AsynchronousIndicator.class);
    }

    private Item asynchronousItem() {
        if (asynchronous == null) {
            return null;
        }
        return version.major() >= 2 ? new Item.Enumeration(Tag.ASYNCHRONOUS_INDICATOR, asynchronous.code())
                : new Item.Bool(Tag.ASYNCHRONOUS_INDICATOR, asynchronous != AsynchronousIndicator.PROHIBITED);
    }

    Structure toStructure(int batchCount) {
        Structure authentication = credentials.isEmpty() ? null : new Structure(Tag.AUTHENTICATION,
                credentials.stream().map(Credential::toStructure).toList());
        return LAYOUT.write(Tag.REQUEST_HEADER, version).put(VersionCodec.write(version))
                .integer(Tag.MAXIMUM_RESPONSE_SIZE, maximumResponseSize)
                .text(Tag.CLIENT_CORRELATION_VALUE, clientCorrelationValue)
                .text(Tag.SERVER_CORRELATION_VALUE, serverCorrelationValue).put(asynchronousItem())
                .bool(Tag.ATTESTATION_CAPABLE_INDICATOR, attestationCapable)
                .enumerations(Tag.ATTESTATION_TYPE, attestationTypes).put(authentication)
                .enumeration(Tag.BATCH_ERROR_CONTINUATION_OPTION, batchErrorContinuation)
                .bool(Tag.BATCH_ORDER_OPTION, batchOrder).instant(Tag.TIME_STAMP, timeStamp)
                .integer(Tag.BATCH_COUNT, batchCount).structure();
    }
}
