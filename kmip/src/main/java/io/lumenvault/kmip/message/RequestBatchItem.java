package io.lumenvault.kmip.message;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.repeated;
import static io.lumenvault.kmip.layout.Field.required;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_1;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.payload.Payloads;
import io.lumenvault.kmip.payload.RequestPayload;
import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.Ephemeral;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One item of a request (1.4 section 7.2, 2.1 section 8.3).
 *
 * @param operationCode the code as given, known or not
 * @param uniqueBatchItemId bytes that the response repeats, or null
 * @param ephemeral what is not to be returned (since 2.0; 2.x can say {@link Ephemeral#DATA} alone), or null for all
 */
public record RequestBatchItem(int operationCode, byte[] uniqueBatchItemId, Ephemeral ephemeral, Structure payload,
        List<MessageExtension> extensions) {

    static final Layout LAYOUT = Layout.of("Batch Item", required(Tag.OPERATION), optional(Tag.EPHEMERAL).since(V2_0),
            optional(Tag.UNIQUE_BATCH_ITEM_ID).until(V2_1), required(Tag.REQUEST_PAYLOAD), repeated(Tag.MESSAGE_EXTENSION));

    public RequestBatchItem {
        Objects.requireNonNull(payload, "payload");
        extensions = List.copyOf(extensions);
    }

    /** The item of a payload for a version. */
    public static RequestBatchItem of(RequestPayload payload, byte[] uniqueBatchItemId, ProtocolVersion version) {
        return new RequestBatchItem(payload.operation().code(), uniqueBatchItemId, null, payload.toStructure(version),
                List.of());
    }

    /** The operation, or empty where the code is not known. */
    public Optional<Operation> operation() {
        return Enumerations.find(Operation.class, operationCode);
    }

    /**
     * Reads the payload.
     *
     * @throws KmipException that fails this item: Operation Not Supported, or what is wrong in the payload; Unknown Message Extension
     *     where the whole message is to be refused, see {@link RequestMessage#refuseCriticalExtensions}
     */
    public RequestPayload readPayload(ProtocolVersion version) {
        MessageExtension.refuseCritical(extensions);
        Operation operation = operation().orElseThrow(() -> new KmipException(ResultReason.OPERATION_NOT_SUPPORTED,
                String.format("operation 0x%08X is not known", operationCode)));
        return Payloads.readRequest(operation, payload, version);
    }

    static RequestBatchItem read(Structure structure, ProtocolVersion version) {
        Fields fields = LAYOUT.readRequest(structure, version);
        if (!(fields.item(Tag.OPERATION) instanceof Item.Enumeration operation)) {
            throw new KmipException(ResultReason.INVALID_MESSAGE, "Operation of Batch Item is not an Enumeration");
        }
        return new RequestBatchItem(operation.value(), fields.bytes(Tag.UNIQUE_BATCH_ITEM_ID),
                ephemeral(fields), fields.structure(Tag.REQUEST_PAYLOAD),
                MessageExtension.readAll(fields));
    }

    private static Ephemeral ephemeral(Fields fields) {
        if (fields.item(Tag.EPHEMERAL) instanceof Item.Bool flag) {
            return flag.value() ? Ephemeral.DATA : null;
        }
        return fields.enumeration(Tag.EPHEMERAL, Ephemeral.class);
    }

    private Item ephemeralItem(ProtocolVersion version) {
        if (ephemeral == null) {
            return null;
        }
        return version.isPreview() ? new Item.Enumeration(Tag.EPHEMERAL, ephemeral.code())
                : new Item.Bool(Tag.EPHEMERAL, ephemeral == Ephemeral.DATA);
    }

    Structure toStructure(ProtocolVersion version) {
        return LAYOUT.write(Tag.BATCH_ITEM, version).put(new Item.Enumeration(Tag.OPERATION, operationCode))
                .put(ephemeralItem(version)).bytes(Tag.UNIQUE_BATCH_ITEM_ID, uniqueBatchItemId).put(payload)
                .putAll(MessageExtension.toStructures(extensions)).structure();
    }
}
