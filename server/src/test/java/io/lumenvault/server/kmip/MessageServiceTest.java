package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.kmip.message.Credential;
import io.lumenvault.kmip.message.MessageExtension;
import io.lumenvault.kmip.message.RequestBatchItem;
import io.lumenvault.kmip.message.RequestHeader;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.message.ResponseBatchItem;
import io.lumenvault.kmip.message.ResponseMessage;
import io.lumenvault.kmip.payload.DiscoverVersions;
import io.lumenvault.kmip.payload.Query;
import io.lumenvault.kmip.payload.RequestPayload;
import io.lumenvault.kmip.payload.VersionCodec;
import io.lumenvault.kmip.spec.AttestationType;
import io.lumenvault.kmip.spec.BatchErrorContinuationOption;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.QueryFunction;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.ResultStatus;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import io.lumenvault.kmip.ttlv.TtlvReader;
import io.lumenvault.kmip.ttlv.TtlvWriter;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.kmip.MessageEncoding.UnreadableMessageException;
import io.lumenvault.server.kmip.MessageService.Answer;
import io.lumenvault.server.kmip.operation.Handlers;
import io.lumenvault.server.kmip.operation.KmipFeatures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages and batches, by the operations that need no door. */
class MessageServiceTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Caller CALLER = new Caller(new Principal("somebody", Set.of(), "certificate", "00"), "127.0.0.1");
    private static final int UNKNOWN_OPERATION = 0x7777;

    private static final Handlers HANDLERS = new Handlers(null, null, null, null, new KmipFeatures(false, false, false, List.of(), Optional.empty(), Optional.empty()));

    private static final AnswerMemory ANSWERS = new AnswerMemory(1 << 20);

    private final MessageService service =
            new MessageService(HANDLERS, null, Clock.fixed(NOW, ZoneOffset.UTC), new MessageRules(10, null), ANSWERS);

    static Stream<ProtocolVersion> versions() {
        return ProtocolVersion.supported().stream();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void query_listsTheHandlersOfTheVersionAndNoOthers(ProtocolVersion version) {
        Query.Response answer = query(version);
        assertEquals(HANDLERS.operations(version), answer.operations());
        assertTrue(answer.operations().contains(Operation.GET));
        assertEquals(version.isAtLeast(ProtocolVersion.V1_1), answer.operations().contains(Operation.DISCOVER_VERSIONS));
        assertTrue(answer.objectTypes().stream().allMatch(type -> type.availableAt(version)));
        assertEquals(version.major() == 1, answer.objectTypes().contains(ObjectType.TEMPLATE));
    }

    @Test
    void answer_hasTheVersionAndTheTime() {
        ResponseMessage answer = send(message(ProtocolVersion.V1_3, new Query.Request(QueryFunction.QUERY_OPERATIONS)));
        assertEquals(ProtocolVersion.V1_3, answer.version());
        assertEquals(NOW, answer.header().timeStamp());
        assertNull(answer.header().serverCorrelationValue());
    }

    @Test
    void discoverVersions_atAVersionThatIsNotThere_isAnswered() {
        ResponseMessage answer = send(withVersion(message(ProtocolVersion.V2_1, new DiscoverVersions.Request(List.of())), 3, 0));
        assertEquals(ProtocolVersion.V2_1, answer.version());
        assertEquals(ProtocolVersion.supported(), ((DiscoverVersions.Response) answer.items().getFirst()
                .readPayload(Operation.DISCOVER_VERSIONS, answer.version())).versions());
    }

    @Test
    void discoverVersions_givesWhatBothHave_bestFirst() {
        ResponseMessage answer = send(message(ProtocolVersion.V1_4, new DiscoverVersions.Request(
                List.of(new ProtocolVersion(3, 0), ProtocolVersion.V1_0, ProtocolVersion.V1_2))));
        assertEquals(List.of(ProtocolVersion.V1_2, ProtocolVersion.V1_0), ((DiscoverVersions.Response) answer.items().getFirst()
                .readPayload(Operation.DISCOVER_VERSIONS, answer.version())).versions());
    }

    @Test
    void otherOperation_atAVersionThatIsNotThere_isRefusedWithoutOperation() {
        ResponseMessage answer = send(withVersion(message(ProtocolVersion.V1_4, new Query.Request(QueryFunction.QUERY_OPERATIONS)), 1, 9));
        assertEquals(ProtocolVersion.V1_4, answer.version());
        ResponseBatchItem item = answer.items().getFirst();
        assertNull(item.operationCode());
        assertEquals(ResultReason.INVALID_MESSAGE, item.reason());
    }

    @Test
    void bytesThatAreNotTtlv_areAnsweredInvalidMessage() {
        Answer answer = service.answer(HexFormat.of().parseHex("42007801000000084200770100000001"), MessageEncoding.TTLV, CALLER);
        assertNotNull(answer.fault());
        assertEquals(ResultReason.INVALID_MESSAGE, ResponseMessage.read(answer.bytes()).items().getFirst().reason());
    }

    @ParameterizedTest
    @EnumSource(MessageEncoding.class)
    void message_isAnsweredInItsOwnEncoding(MessageEncoding encoding) throws UnreadableMessageException {
        Structure asked = message(ProtocolVersion.V2_1, new Query.Request(QueryFunction.QUERY_OPERATIONS)).toStructure();
        byte[] answer = service.answer(encoding.write(asked), encoding, CALLER).bytes();
        assertTrue(ResponseMessage.read(TtlvWriter.write(encoding.read(answer, false))).items().getFirst().succeeded());
    }

    @ParameterizedTest
    @EnumSource(MessageEncoding.class)
    void bytesInNoEncoding_areAnsweredInvalidMessage(MessageEncoding encoding) throws UnreadableMessageException {
        Answer answer = service.answer(new byte[] {(byte) 0xFF, 1, 2, 3}, encoding, CALLER);
        assertNotNull(answer.fault());
        assertEquals(ResultReason.INVALID_MESSAGE,
                ResponseMessage.read(TtlvWriter.write(encoding.read(answer.bytes(), false))).items().getFirst().reason());
    }

    @Test
    void mediaType_isFoundInAnyCaseAndWithParameters_andNoOther() {
        assertEquals(Optional.of(MessageEncoding.XML), MessageEncoding.of("Text/XML; charset=utf-8"));
        assertEquals(Optional.empty(), MessageEncoding.of("application/x-www-form-urlencoded"));
    }

    @Test
    void preview_isDiscoveredAndServed_whereItIsSwitchedOn() {
        KmipFeatures features = new KmipFeatures(true, false, false, List.of(), Optional.empty(), Optional.empty());
        MessageService preview = new MessageService(new Handlers(null, null, null, null, features), null,
                Clock.fixed(NOW, ZoneOffset.UTC), new MessageRules(10, null), ANSWERS);
        byte[] asked = message(ProtocolVersion.V3_0, new DiscoverVersions.Request(List.of())).toBytes();
        ResponseMessage answer = ResponseMessage.read(TtlvReader.readStructureWithPreview(
                preview.answer(asked, MessageEncoding.TTLV, CALLER).bytes()));
        assertEquals(ProtocolVersion.V3_0, answer.version());
        assertEquals(ProtocolVersion.withPreview(), ((DiscoverVersions.Response) answer.items().getFirst()
                .readPayload(Operation.DISCOVER_VERSIONS, answer.version())).versions());
    }

    @ParameterizedTest
    @ValueSource(longs = {-86_400, 86_400})
    void timeStamp_ofAWrongClock_isTaken_unlessTheSiteSaysHowWrongItMayBe(long seconds) {
        RequestMessage late = message(new RequestHeader(ProtocolVersion.V1_4, null, null, null, null, null, List.of(), List.of(), null,
                null, NOW.plusSeconds(seconds)), new Query.Request(QueryFunction.QUERY_OPERATIONS));
        assertTrue(send(late).items().getFirst().succeeded());
        MessageService strict = new MessageService(HANDLERS, null, Clock.fixed(NOW, ZoneOffset.UTC),
                new MessageRules(10, Duration.ofHours(23)), ANSWERS);
        assertEquals(ResultReason.INVALID_MESSAGE, ResponseMessage.read(strict.answer(late.toBytes(), MessageEncoding.TTLV, CALLER).bytes())
                .items().getFirst().reason());
    }

    @Test
    void requestBytes_areWiped() {
        byte[] bytes = message(ProtocolVersion.V1_4, new Query.Request(QueryFunction.QUERY_OPERATIONS)).toBytes();
        service.answer(bytes, MessageEncoding.TTLV, CALLER);
        assertArrayEquals(new byte[bytes.length], bytes);
    }

    @Test
    void maximumResponseSize_exceeded_isResponseTooLarge_andTheOperationIsNamed() {
        RequestMessage request = message(RequestHeader.of(ProtocolVersion.V1_4).withMaximumResponseSize(256),
                new Query.Request(QueryFunction.QUERY_OPERATIONS, QueryFunction.QUERY_OBJECTS));
        ResponseBatchItem item = send(request).items().getFirst();
        assertEquals(ResultReason.RESPONSE_TOO_LARGE, item.reason());
        assertEquals(Operation.QUERY.code(), item.operationCode());
        RequestMessage larger = message(RequestHeader.of(ProtocolVersion.V1_4).withMaximumResponseSize(2048),
                new Query.Request(QueryFunction.QUERY_OPERATIONS, QueryFunction.QUERY_OBJECTS));
        assertTrue(send(larger).items().getFirst().succeeded());
    }

    @Test
    void itemsBeyondTheLongestAnswer_areResponseTooLarge_andThoseBeforeAreAnswered() {
        MessageService small = new MessageService(HANDLERS, null, Clock.fixed(NOW, ZoneOffset.UTC), new MessageRules(10, null),
                new AnswerMemory(4096));
        RequestMessage request = RequestMessage.of(RequestHeader.of(ProtocolVersion.V1_4).withBatch(BatchErrorContinuationOption.CONTINUE, true),
                Collections.nCopies(8, new Query.Request(QueryFunction.QUERY_OPERATIONS)));
        List<ResponseBatchItem> items = ResponseMessage.read(small.answer(request.toBytes(), MessageEncoding.TTLV, CALLER).bytes()).items();
        assertEquals(8, items.size());
        assertTrue(items.getFirst().succeeded());
        assertEquals(ResultReason.RESPONSE_TOO_LARGE, items.getLast().reason());
        int answered = items.stream().filter(ResponseBatchItem::succeeded).mapToInt(item -> item.payload().encodedLength()).sum();
        assertTrue(answered <= 4096, answered + " bytes");
    }

    @Test
    void batch_stopsAtTheFirstFailure_unlessToldToContinue() {
        assertEquals(List.of(ResultStatus.SUCCESS, ResultStatus.OPERATION_FAILED), statuses(null));
        assertEquals(List.of(ResultStatus.SUCCESS, ResultStatus.OPERATION_FAILED),
                statuses(BatchErrorContinuationOption.STOP));
        assertEquals(List.of(ResultStatus.SUCCESS, ResultStatus.OPERATION_FAILED, ResultStatus.SUCCESS),
                statuses(BatchErrorContinuationOption.CONTINUE));
    }

    @Test
    void batch_withUndo_saysThatWhatWasDoneIsUndone() {
        assertEquals(List.of(ResultStatus.OPERATION_UNDONE, ResultStatus.OPERATION_FAILED),
                statuses(BatchErrorContinuationOption.UNDO));
    }

    @Test
    void batch_repeatsTheItemIdentifiers() {
        List<ResponseBatchItem> items = send(batch(BatchErrorContinuationOption.CONTINUE)).items();
        for (int i = 0; i < items.size(); i++) {
            assertArrayEquals(new byte[] {(byte) i}, items.get(i).uniqueBatchItemId());
        }
        assertEquals(ResultReason.OPERATION_NOT_SUPPORTED, items.get(1).reason());
        assertEquals(UNKNOWN_OPERATION, items.get(1).operationCode());
    }

    @Test
    void batch_largerThanTheCap_isRefused() {
        List<Query.Request> many = Collections.nCopies(11, new Query.Request(QueryFunction.QUERY_OPERATIONS));
        ResponseMessage answer = send(RequestMessage.of(RequestHeader.of(ProtocolVersion.V1_4), many));
        assertTrue(answer.items().stream().allMatch(item -> item.reason() == ResultReason.INVALID_MESSAGE));
    }

    /** KMIP 1.4 sections 6.16 and 11.1: what comes before the extension is not served either. */
    @Test
    void criticalExtension_ofALaterItem_refusesTheEntireMessage() {
        ProtocolVersion version = ProtocolVersion.V1_4;
        RequestBatchItem query = RequestBatchItem.of(new Query.Request(QueryFunction.QUERY_OPERATIONS), new byte[] {0}, version);
        RequestBatchItem extended = new RequestBatchItem(query.operationCode(), new byte[] {1}, null, query.payload(),
                List.of(new MessageExtension("acme", true, Structure.of(Tag.VENDOR_EXTENSION))));
        List<ResponseBatchItem> items = send(new RequestMessage(
                RequestHeader.of(version).withBatch(BatchErrorContinuationOption.CONTINUE, true), List.of(query, extended))).items();
        assertEquals(List.of(ResultReason.FEATURE_NOT_SUPPORTED, ResultReason.FEATURE_NOT_SUPPORTED),
                items.stream().map(ResponseBatchItem::reason).toList());
    }

    @Test
    void attestation_isNotPassedOver_whereNobodyCanVerifyIt() {
        Credential attestation = Credential.attestation(Structure.of(Tag.NONCE, new Item.Bytes(Tag.NONCE_ID, new byte[] {1}),
                new Item.Bytes(Tag.NONCE_VALUE, new byte[] {2})), AttestationType.TPM_QUOTE,
                new Item.Bytes(Tag.ATTESTATION_MEASUREMENT, new byte[] {3}));
        ResponseBatchItem item = send(message(RequestHeader.of(ProtocolVersion.V1_4).withCredentials(List.of(attestation)),
                new Query.Request(QueryFunction.QUERY_OPERATIONS))).items().getFirst();
        assertEquals(ResultReason.AUTHENTICATION_NOT_SUCCESSFUL, item.reason());
        assertTrue(item.message().contains("no attestation service"), item.message());
    }

    private List<ResultStatus> statuses(BatchErrorContinuationOption onError) {
        return send(batch(onError)).items().stream().map(ResponseBatchItem::status).toList();
    }

    /** A Query, an operation that nobody knows, a Query. */
    private static RequestMessage batch(BatchErrorContinuationOption onError) {
        ProtocolVersion version = ProtocolVersion.V1_4;
        Query.Request query = new Query.Request(QueryFunction.QUERY_OPERATIONS);
        RequestBatchItem unknown = new RequestBatchItem(UNKNOWN_OPERATION, new byte[] {1}, null,
                Structure.of(Tag.REQUEST_PAYLOAD), List.of());
        return new RequestMessage(RequestHeader.of(version).withBatch(onError, true), List.of(
                RequestBatchItem.of(query, new byte[] {0}, version), unknown, RequestBatchItem.of(query, new byte[] {2}, version)));
    }

    private Query.Response query(ProtocolVersion version) {
        ResponseMessage answer = send(message(version, new Query.Request(QueryFunction.QUERY_OPERATIONS, QueryFunction.QUERY_OBJECTS)));
        return (Query.Response) answer.items().getFirst().readPayload(Operation.QUERY, version);
    }

    private static RequestMessage message(ProtocolVersion version, RequestPayload payload) {
        return message(RequestHeader.of(version), payload);
    }

    private static RequestMessage message(RequestHeader header, RequestPayload payload) {
        return RequestMessage.of(header, List.of(payload));
    }

    private static Structure withVersion(RequestMessage message, int major, int minor) {
        Structure version = VersionCodec.write(new ProtocolVersion(major, minor));
        return new Structure(Tag.REQUEST_MESSAGE, message.toStructure().items().stream()
                .map(part -> part.tag().equals(Tag.REQUEST_HEADER) ? new Structure(part.tag(), ((Structure) part).items().stream()
                        .map(field -> field.tag().equals(Tag.PROTOCOL_VERSION) ? (Item) version : field).toList()) : part)
                .toList());
    }

    private ResponseMessage send(RequestMessage message) {
        return send(message.toStructure());
    }

    private ResponseMessage send(Structure message) {
        return ResponseMessage.read(service.answer(TtlvWriter.write(message), MessageEncoding.TTLV, CALLER).bytes());
    }
}
