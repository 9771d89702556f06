package io.lumenvault.kmip.payload;

import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A request of a batch whose Data is not given but referred to (2.1 section 7.9). A server reads it as the request that it is about, with
 * the bytes in their place ({@link DataReferences}).
 *
 * @param request one of Encrypt, Decrypt, Sign, Signature Verify, MAC, MAC Verify and Hash, without data
 */
public record Referring(RequestPayload request, DataReference data) implements RequestPayload {

    private static final Set<Operation> WITH_DATA = EnumSet.of(Operation.ENCRYPT, Operation.DECRYPT, Operation.SIGN,
            Operation.SIGNATURE_VERIFY, Operation.MAC, Operation.MAC_VERIFY, Operation.HASH);
    /** What stands before Data in all of them. */
    private static final Set<Tag> BEFORE = Set.of(Tag.UNIQUE_IDENTIFIER, Tag.CRYPTOGRAPHIC_PARAMETERS);

    public Referring {
        Objects.requireNonNull(data, "data");
        if (!WITH_DATA.contains(request.operation())) {
            throw new IllegalArgumentException(request.operation().text() + " refers to no Data; allowed are " + WITH_DATA);
        }
    }

    @Override
    public Operation operation() {
        return request.operation();
    }

    @Override
    public Structure toStructure(ProtocolVersion version) {
        if (version.major() == 1) {
            throw new IllegalArgumentException("version " + version + " cannot refer to Data; 2.0 is the first that can");
        }
        List<Item> items = new ArrayList<>(request.toStructure(version).items());
        if (items.stream().anyMatch(item -> item.tag().equals(Tag.DATA))) {
            throw new IllegalArgumentException("the request has Data of its own beside " + data);
        }
        int place = 0;
        while (place < items.size() && BEFORE.contains(items.get(place).tag())) {
            place++;
        }
        items.add(place, data.toItem());
        return new Structure(Tag.REQUEST_PAYLOAD, items);
    }
}
