package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.attribute.UsageLimits;
import io.lumenvault.kmip.client.BatchResult;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.message.Credential;
import io.lumenvault.kmip.message.RequestHeader;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.message.ResponseBatchItem;
import io.lumenvault.kmip.payload.Check;
import io.lumenvault.kmip.payload.Create;
import io.lumenvault.kmip.payload.DelegatedLogin;
import io.lumenvault.kmip.payload.Destroy;
import io.lumenvault.kmip.payload.Encrypt;
import io.lumenvault.kmip.payload.Export;
import io.lumenvault.kmip.payload.Get;
import io.lumenvault.kmip.payload.GetAttributeList;
import io.lumenvault.kmip.payload.Locate;
import io.lumenvault.kmip.payload.ModifyAttribute;
import io.lumenvault.kmip.payload.RequestPayload;
import io.lumenvault.kmip.payload.Rights;
import io.lumenvault.kmip.payload.Ticket;
import io.lumenvault.kmip.spec.BatchErrorContinuationOption;
import io.lumenvault.kmip.spec.BlockCipherMode;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.ResultStatus;
import io.lumenvault.kmip.spec.UniqueIdentifierEnumeration;
import io.lumenvault.kmip.spec.UsageLimitsUnit;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the items of one message are to each other: Undo, the identifiers that they hand on, and the rights of a ticket among them. */
@ExtendWith(SharedKmipSite.class)
class KmipBatchIT {

    private static final Attribute AES = Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.AES);
    private static final Attribute BITS = Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 256);
    private static final Attribute MASK = Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, 0x0C);
    private static final CryptographicParameters GCM = new CryptographicParameters(BlockCipherMode.GCM, null, null, null, null, null, true,
            null, null, null, null, null, null, null, null, null, null, null);
    private static final RequestPayload MISSING = new Get.Request(UniqueIdentifier.of(UUID.randomUUID().toString()));

    private final KmipSite site;
    private final String run = UUID.randomUUID().toString();

    KmipBatchIT(KmipSite site) {
        this.site = site;
    }

    @Test
    void undo_givesBackANameThatALaterItemHasTaken() throws IOException {
        try (KmipClient client = client()) {
            String first = key(client, Attribute.name(run + "-a"));
            String second = key(client, Attribute.name(run + "-b"));
            List<ResultStatus> statuses = undo(client, renamed(first, run + "-c"), renamed(second, run + "-a"), renamed(first, run + "-b"),
                    new Create.Request(ObjectType.SYMMETRIC_KEY, Attributes.of(AES, BITS, MASK, Attribute.name(run + "-c"))), MISSING);
            assertEquals(List.of(ResultStatus.OPERATION_UNDONE, ResultStatus.OPERATION_UNDONE, ResultStatus.OPERATION_UNDONE,
                    ResultStatus.OPERATION_UNDONE, ResultStatus.OPERATION_FAILED), statuses);
            assertEquals(List.of(first), client.locate(Attribute.name(run + "-a")));
            assertEquals(List.of(second), client.locate(Attribute.name(run + "-b")));
            assertEquals(List.of(), client.locate(Attribute.name(run + "-c")));
        }
    }

    @Test
    void undo_keepsTheUseThatUsageLimitsHaveCounted() throws IOException {
        try (KmipClient client = client()) {
            String key = key(client, Attribute.name(run), Attribute.of(AttributeType.USAGE_LIMITS, new UsageLimits(10L, null, UsageLimitsUnit.OBJECT)));
            client.activate(key);
            Encrypt.Request use = new Encrypt.Request(UniqueIdentifier.of(key), GCM, new byte[16], null, null, null);
            assertEquals(List.of(ResultStatus.OPERATION_UNDONE, ResultStatus.OPERATION_UNDONE, ResultStatus.OPERATION_FAILED),
                    undo(client, renamed(key, run + "-other"), use, MISSING));
            assertEquals(List.of(key), client.locate(Attribute.name(run)));
            UsageLimits left = UsageLimits.from(client.getAttributes(key, AttributeType.USAGE_LIMITS).list().getFirst().value());
            assertEquals(9, left.count());
        }
    }

    @Test
    void destroyedObject_isNeverSaidToBeUndone() throws IOException {
        try (KmipClient client = client()) {
            String key = key(client, Attribute.name(run));
            Destroy.Request destroy = new Destroy.Request(UniqueIdentifier.of(key));
            assertEquals(ResultStatus.OPERATION_FAILED, undo(client, destroy, destroy).getFirst());
            assertEquals(List.of(key), client.locate(Attribute.name(run)));
        }
    }

    @Test
    void export_leavesItsObjectInTheIdPlaceholder() throws IOException {
        try (KmipClient client = client()) {
            String exported = key(client);
            List<BatchResult> results = client.batch(List.of(
                    new Create.Request(ObjectType.SYMMETRIC_KEY, Attributes.of(AES, BITS, MASK)),
                    new Export.Request(UniqueIdentifier.of(exported), null, null, null, null), new Destroy.Request(null)), null);
            assertEquals(exported, results.getLast().get(Destroy.Response.class).uniqueIdentifier());
        }
    }

    /** KMIP 2.1 section 11.58. */
    @Test
    void identifierOfSeveral_repeatsTheOperationForEach() throws IOException {
        try (KmipClient client = client()) {
            Attribute group = Attribute.of(AttributeType.OBJECT_GROUP, run);
            List<String> keys = List.of(key(client, group), key(client, group), key(client, group));
            List<ResponseBatchItem> answers = client.send(RequestMessage.of(RequestHeader.of(ProtocolVersion.V2_1).withBatch(null, true), List.of(
                    new Locate.Request(null, null, null, null, List.of(group)),
                    new Destroy.Request(new UniqueIdentifier.OfBatch(UniqueIdentifierEnumeration.LOCATE))))).items();
            assertEquals(4, answers.size());
            assertTrue(answers.stream().allMatch(ResponseBatchItem::succeeded));
            for (String key : keys) {
                assertEquals(ResultReason.OBJECT_DESTROYED, assertThrows(KmipException.class, () -> client.get(key)).reason());
            }
        }
    }

    /** KMIP 2.1 section 6.1.12: the ticket is good for what its rights name, however a request names it. */
    @Test
    void ticket_reachesNoOtherObjectByPositionOrPlaceholder() throws IOException {
        try (KmipClient client = client()) {
            String allowed = key(client);
            key(client, Attribute.name(run));
            Rights rights = new Rights(List.of(new Rights.Right(null, List.of(), List.of(UniqueIdentifier.of(allowed)), List.of())));
            Ticket ticket = client.call(new DelegatedLogin.Request(null, 9, null, rights), DelegatedLogin.Response.class).ticket();
            try (KmipClient holder = KmipClient.builder("127.0.0.1", site.port(), site.tls("kmip-client-a")).version(ProtocolVersion.V2_1)
                    .credentials(Credential.ticket(ticket)).build()) {
                UniqueIdentifier named = UniqueIdentifier.of(allowed);
                List<BatchResult> results = holder.batch(List.of(new Check.Request(named, null, null, null),
                        new Locate.Request(null, null, null, null, List.of(Attribute.name(run))), new Check.Request(named, null, null, null),
                        new Get.Request(new UniqueIdentifier.Nth(1)), new Get.Request(new UniqueIdentifier.Nth(0)),
                        new GetAttributeList.Request(null)), BatchErrorContinuationOption.CONTINUE);
                assertEquals(List.of(true, false, true, true, true, true), results.stream().map(BatchResult::succeeded).toList());
                assertEquals(ResultReason.PERMISSION_DENIED, results.get(1).item().orElseThrow().reason());
                assertEquals(allowed, results.get(3).get(Get.Response.class).uniqueIdentifier());
                assertEquals(allowed, results.get(4).get(Get.Response.class).uniqueIdentifier());
            }
        }
    }

    private static ModifyAttribute.Request renamed(String key, String name) {
        return new ModifyAttribute.Request(UniqueIdentifier.of(key), Attribute.name(name));
    }

    private static List<ResultStatus> undo(KmipClient client, RequestPayload... requests) throws IOException {
        return client.batch(List.of(requests), BatchErrorContinuationOption.UNDO).stream()
                .flatMap(result -> result.item().stream()).map(ResponseBatchItem::status).toList();
    }

    private static String key(KmipClient client, Attribute... more) throws IOException {
        return client.create(ObjectType.SYMMETRIC_KEY, Stream.concat(Stream.of(AES, BITS, MASK), Arrays.stream(more)).toArray(Attribute[]::new));
    }

    private KmipClient client() throws IOException {
        return site.client("kmip-client-a", ProtocolVersion.V2_1);
    }
}
