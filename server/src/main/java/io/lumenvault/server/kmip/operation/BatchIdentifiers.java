package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.UniqueIdentifierEnumeration;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The ID Placeholder of a batch (KMIP 1.4 section 4), and the identifiers that 2.x can name by operation or position. */
public final class BatchIdentifiers {

    private final List<String> answered = new ArrayList<>();
    private final Map<Operation, String> byOperation = new EnumMap<>(Operation.class);
    private String placeholder;

    /** Takes note of an answer. */
    public void answered(ResponsePayload response, Structure written) {
        for (Item item : written.all(Tag.UNIQUE_IDENTIFIER)) {
            answered.add(((Item.Text) item).value());
        }
        if (response.changesPlaceholder()) {
            placeholder = response.placeholder();
            byOperation.put(response.operation(), placeholder);
        }
    }

    /** Empties the ID Placeholder. */
    void forget() {
        placeholder = null;
    }

    /** The ID Placeholder, or empty text where it is empty. */
    public String placeholder() {
        return placeholder == null ? "" : placeholder;
    }

    String resolve(UniqueIdentifier named) {
        String found = switch (named) {
            case null -> placeholder;
            case UniqueIdentifier.Text text -> text.value();
            case UniqueIdentifier.OfBatch of when of.value() == UniqueIdentifierEnumeration.ID_PLACEHOLDER -> placeholder;
            case UniqueIdentifier.OfBatch of -> byOperation.get(operation(of.value()));
            case UniqueIdentifier.Nth nth -> nth(nth.value());
        };
        if (found == null) {
            throw new KmipException(ResultReason.OBJECT_NOT_FOUND,
                    "no Unique Identifier is given, and no earlier item of the batch has left one");
        }
        return found;
    }

    /** KMIP 2.1 section 4.58: from 0, or backwards where negative. */
    private String nth(int n) {
        int position = n >= 0 ? n : answered.size() + n;
        return position >= 0 && position < answered.size() ? answered.get(position) : null;
    }

    private static Operation operation(UniqueIdentifierEnumeration made) {
        return switch (made) {
            case CREATE -> Operation.CREATE;
            case REGISTER -> Operation.REGISTER;
            case LOCATE -> Operation.LOCATE;
            case DERIVE_KEY -> Operation.DERIVE_KEY;
            default -> throw new KmipException(ResultReason.INVALID_FIELD,
                    "Unique Identifier of " + made.text() + ": this operation is not supported");
        };
    }
}
