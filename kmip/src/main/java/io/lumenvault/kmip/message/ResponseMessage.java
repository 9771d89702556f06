package io.lumenvault.kmip.message;

import static io.lumenvault.kmip.layout.Field.repeated;
import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.payload.VersionCodec;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import io.lumenvault.kmip.ttlv.TtlvReader;
import io.lumenvault.kmip.ttlv.TtlvWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A response: a header and batch items (1.4 section 7.1, 2.1 section 8.4). */
public record ResponseMessage(ResponseHeader header, List<ResponseBatchItem> items) {

    private static final Layout LAYOUT =
            Layout.of("Response Message", required(Tag.RESPONSE_HEADER), repeated(Tag.BATCH_ITEM));

    public ResponseMessage {
        items = List.copyOf(items);
    }

    /**
     * The answer to a message that could not be read: one batch item without operation (1.4 section 11.1).
     *
     * @param version a version the peer can be expected to read
     */
    public static ResponseMessage failure(ProtocolVersion version, Instant timeStamp, KmipException error) {
        return new ResponseMessage(ResponseHeader.of(version, timeStamp),
                List.of(ResponseBatchItem.failure(null, error, version)));
    }

    /** The version of the message. */
    public ProtocolVersion version() {
        return header.version();
    }

    /**
     * Reads a response. Payloads are left for {@link ResponseBatchItem#readPayload}.
     *
     * @throws io.lumenvault.kmip.ttlv.TtlvException where the bytes are not TTLV
     * @throws KmipException with Invalid Message where header or batch items are at fault; with Unknown Message Extension where any
     *     item has a critical extension: the entire message is rejected then (1.4 section 6.16, 2.1 section 9.13)
     */
    public static ResponseMessage read(byte[] bytes) {
        return read(TtlvReader.readStructure(bytes));
    }

    /** Reads a response from its structure; errors as for {@link #read(byte[])}. */
    public static ResponseMessage read(Structure message) {
        if (!message.tag().equals(Tag.RESPONSE_MESSAGE)) {
            throw new KmipException(ResultReason.INVALID_MESSAGE,
                    "message is a " + message.tag() + "; expected Response Message");
        }
        if (!(message.first(Tag.RESPONSE_HEADER) instanceof Structure header
                && header.first(Tag.PROTOCOL_VERSION) instanceof Structure stated)) {
            throw new KmipException(ResultReason.INVALID_MESSAGE, "the message has no Protocol Version");
        }
        ProtocolVersion version = VersionCodec.read(stated);
        if (!version.isAtLeast(ProtocolVersion.V1_0)) {
            throw new KmipException(ResultReason.INVALID_MESSAGE, "Protocol Version is " + version + "; versions start at 1.0");
        }
        Fields fields = LAYOUT.readResponse(message, version);
        List<ResponseBatchItem> items = new ArrayList<>();
        for (Structure item : fields.structures(Tag.BATCH_ITEM)) {
            items.add(ResponseBatchItem.read(item, version));
        }
        items.forEach(item -> MessageExtension.refuseCritical(item.extensions()));
        return new ResponseMessage(ResponseHeader.read(header, version), items);
    }

    /** The structure of the message. */
    public Structure toStructure() {
        Item[] parts = new Item[items.size() + 1];
        parts[0] = header.toStructure(items.size());
        for (int i = 1; i < parts.length; i++) {
            parts[i] = items.get(i - 1).toStructure(version());
        }
        return Structure.owning(Tag.RESPONSE_MESSAGE, parts);
    }

    /** The bytes of the message; the caller wipes them where they hold secrets. */
    public byte[] toBytes() {
        return TtlvWriter.write(toStructure());
    }

    /** Overwrites everything in the payloads with zeros. */
    public void wipe() {
        items.forEach(item -> {
            if (item.payload() != null) {
                item.payload().wipe();
            }
        });
    }
}
