package io.lumenvault.kmip.payload;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.spec.DataEnumeration;
import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * In 2.x the Data of a request may be an enumeration or a number that stands for the output of an earlier operation of the
 * batch (2.1 section 7.9). A server puts the bytes in its place before it reads the payload.
 */
public final class DataReferences {

    private static final Map<DataEnumeration, Source> SOURCES = new EnumMap<>(Map.of(
            DataEnumeration.DECRYPT, new Source(Operation.DECRYPT, Tag.DATA),
            DataEnumeration.ENCRYPT, new Source(Operation.ENCRYPT, Tag.DATA),
            DataEnumeration.HASH, new Source(Operation.HASH, Tag.DATA),
            DataEnumeration.MAC_MAC_DATA, new Source(Operation.MAC, Tag.MAC_DATA),
            DataEnumeration.RNG_RETRIEVE, new Source(Operation.RNG_RETRIEVE, Tag.DATA),
            DataEnumeration.SIGN_SIGNATURE_DATA, new Source(Operation.SIGN, Tag.SIGNATURE_DATA),
            DataEnumeration.SIGNATURE_VERIFY, new Source(Operation.SIGNATURE_VERIFY, Tag.DATA)));
    private static final Set<Tag> OUTPUTS = Set.of(Tag.DATA, Tag.MAC_DATA, Tag.SIGNATURE_DATA);

    private DataReferences() {
    }

    private record Source(Operation operation, Tag output) {
    }

    /** An operation of the batch that has succeeded, and its Response Payload. */
    public record Answered(Operation operation, Structure payload) {
        public Answered {
            Objects.requireNonNull(operation, "operation");
            Objects.requireNonNull(payload, "payload");
        }
    }

    /**
     * The payload with bytes as its Data; the same one where Data is not a reference.
     *
     * @param earlier what the batch has answered so far, in order
     * @throws KmipException with Missing Data where nothing earlier is what the reference stands for, with Invalid Field where
     *     it stands for nothing
     */
    public static Structure resolve(Structure payload, List<Answered> earlier) {
        Item reference = payload.first(Tag.DATA);
        byte[] bytes = switch (reference) {
            case Item.Enumeration named -> named(named, earlier);
            case Item.Int number -> numbered(number.value(), earlier);
            case null, default -> null;
        };
        if (bytes == null) {
            return payload;
        }
        List<Item> items = new ArrayList<>(payload.items());
        items.set(items.indexOf(reference), new Item.Bytes(Tag.DATA, bytes));
        return new Structure(payload.tag(), items);
    }

    private static byte[] named(Item.Enumeration reference, List<Answered> earlier) {
        DataEnumeration name = Enumerations.find(DataEnumeration.class, reference.value())
                .orElseThrow(() -> new KmipException(ResultReason.INVALID_FIELD,
                        String.format("Data has the value 0x%08X, which is not known", reference.value())));
        Source source = SOURCES.get(name);
        for (int i = earlier.size() - 1; i >= 0; i--) {
            Answered answered = earlier.get(i);
            if (answered.operation() == source.operation && answered.payload().first(source.output) instanceof Item.Bytes output) {
                return output.value();
            }
        }
        throw new KmipException(ResultReason.MISSING_DATA, "no earlier " + source.operation.text() + " of the batch has an output");
    }

    /** From 0 at the begin of the response, or backwards from -1 at the operation before. */
    private static byte[] numbered(int number, List<Answered> earlier) {
        List<byte[]> outputs = new ArrayList<>();
        for (Answered answered : earlier) {
            for (Item item : answered.payload().items()) {
                if (OUTPUTS.contains(item.tag()) && item instanceof Item.Bytes output) {
                    outputs.add(output.value());
                }
            }
        }
        int place = number < 0 ? outputs.size() + number : number;
        if (place < 0 || place >= outputs.size()) {
            throw new KmipException(ResultReason.MISSING_DATA,
                    "Data is " + number + "; the batch has " + outputs.size() + " outputs before this operation");
        }
        return outputs.get(place);
    }
}
