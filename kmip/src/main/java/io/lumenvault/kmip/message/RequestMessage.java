package io.lumenvault.kmip.message;

import static io.lumenvault.kmip.layout.Field.repeated;
import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.payload.RequestPayload;
import io.lumenvault.kmip.payload.VersionCodec;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import io.lumenvault.kmip.ttlv.TtlvReader;
import io.lumenvault.kmip.ttlv.TtlvWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A request: a header and batch items (1.4 section 7.1, 2.1 section 8.1). */
public record RequestMessage(RequestHeader header, List<RequestBatchItem> items) {

    private static final Layout LAYOUT =
            Layout.of("Request Message", required(Tag.REQUEST_HEADER), repeated(Tag.BATCH_ITEM));

    public RequestMessage {
        items = List.copyOf(items);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("a request has at least one batch item");
        }
    }

    /** A request of these payloads; where there are several, each gets a Unique Batch Item ID. */
    public static RequestMessage of(RequestHeader header, List<? extends RequestPayload> payloads) {
        List<RequestBatchItem> items = new ArrayList<>(payloads.size());
        for (int i = 0; i < payloads.size(); i++) {
            byte[] id = payloads.size() == 1 ? null : ByteBuffer.allocate(4).putInt(i).array();
            items.add(RequestBatchItem.of(payloads.get(i), id, header.version()));
        }
        return new RequestMessage(header, items);
    }

    /** The version of the message. */
    public ProtocolVersion version() {
        return header.version();
    }

    /**
     * Reads a request. Payloads are left for {@link RequestBatchItem#readPayload}.
     *
     * @throws io.lumenvault.kmip.ttlv.TtlvException where the bytes are not TTLV
     * @throws KmipException where header or batch items are at fault; Unsupported Protocol Version where this library has
     *     no tables for the version ({@link #peekVersion} tells it)
     */
    public static RequestMessage read(byte[] bytes) {
        return read(TtlvReader.readStructure(bytes));
    }

    /** Reads a request from its structure; errors as for {@link #read(byte[])}. */
    public static RequestMessage read(Structure message) {
        return read(message, ProtocolVersion.supported());
    }

    /**
     * Reads a request of one of these versions; errors as for {@link #read(byte[])}.
     *
     * @param accepted {@link ProtocolVersion#withPreview()} where the preview is switched on
     */
    public static RequestMessage read(Structure message, List<ProtocolVersion> accepted) {
        if (!message.tag().equals(Tag.REQUEST_MESSAGE)) {
            throw new KmipException(ResultReason.INVALID_MESSAGE,
                    "message is a " + message.tag() + "; expected Request Message");
        }
        ProtocolVersion version = peekVersion(message);
        if (!accepted.contains(version)) {
            throw new KmipException(ResultReason.UNSUPPORTED_PROTOCOL_VERSION, "protocol version " + version
                    + " is not supported; supported are " + accepted);
        }
        Fields fields = LAYOUT.readRequest(message, version);
        Structure headerStructure = fields.structure(Tag.REQUEST_HEADER);
        List<Structure> items = fields.structures(Tag.BATCH_ITEM);
        int count = headerStructure.first(Tag.BATCH_COUNT) instanceof Item.Int number ? number.value() : -1;
        if (items.isEmpty() || RequestHeader.countsItems(version) && count != items.size()) {
            throw new KmipException(ResultReason.INVALID_MESSAGE, "Batch Count is " + count + "; the message has "
                    + items.size() + " batch items, and at least one is needed");
        }
        List<RequestBatchItem> read = new ArrayList<>(items.size());
        for (Structure item : items) {
            read.add(RequestBatchItem.read(item, version));
        }
        return new RequestMessage(RequestHeader.read(headerStructure, version), read);
    }

    /**
     * The version in the header of a message that need not be readable otherwise: the one to answer at.
     *
     * @throws KmipException with Invalid Message where there is none
     */
    public static ProtocolVersion peekVersion(Structure message) {
        if (message.first(Tag.REQUEST_HEADER) instanceof Structure header
                && header.first(Tag.PROTOCOL_VERSION) instanceof Structure version) {
            return VersionCodec.read(version);
        }
        throw new KmipException(ResultReason.INVALID_MESSAGE, "the message has no Protocol Version");
    }

    /**
     * Refuses a message of which any item has a critical extension, since none is known here. To be asked before an item is served: the
     * entire message is rejected then (1.4 section 6.16, 2.1 section 9.13).
     *
     * @throws KmipException with Unknown Message Extension
     */
    public void refuseCriticalExtensions() {
        items.forEach(item -> MessageExtension.refuseCritical(item.extensions()));
    }

    /** The structure of the message. */
    public Structure toStructure() {
        Item[] parts = new Item[items.size() + 1];
        parts[0] = header.toStructure(items.size());
        for (int i = 1; i < parts.length; i++) {
            parts[i] = items.get(i - 1).toStructure(version());
        }
        return Structure.owning(Tag.REQUEST_MESSAGE, parts);
    }

    /** The bytes of the message; the caller wipes them where they hold secrets. */
    public byte[] toBytes() {
        return TtlvWriter.write(toStructure());
    }

    /**
     * Overwrites passwords and everything in the payloads with zeros. Values read from the payloads share those arrays:
     * wipe when nothing of the request is needed any more.
     */
    public void wipe() {
        header.credentials().forEach(credential -> credential.value().wipe());
        items.forEach(item -> item.payload().wipe());
    }
}
