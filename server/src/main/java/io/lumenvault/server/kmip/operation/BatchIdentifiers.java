package io.lumenvault.server.kmip.operation;

import static java.util.Map.entry;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.payload.CreateKeyPair;
import io.lumenvault.kmip.payload.ReKeyKeyPair;
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
import java.util.Optional;
import java.util.Set;

/** The ID Placeholder of a batch (KMIP 1.4 section 4), and the identifiers that 2.x can name by operation or position. */
public final class BatchIdentifiers {

    /** Under these an answer names objects. */
    private static final Set<Tag> NAMES =
            Set.of(Tag.UNIQUE_IDENTIFIER, Tag.PRIVATE_KEY_UNIQUE_IDENTIFIER, Tag.PUBLIC_KEY_UNIQUE_IDENTIFIER);

    /** The operations that have a Unique Identifier Enumeration (KMIP 2.1 section 11.58; the last four in the draft of 3.0). */
    private static final Map<Operation, UniqueIdentifierEnumeration> MAKERS = Map.ofEntries(
            entry(Operation.CERTIFY, UniqueIdentifierEnumeration.CERTIFY),
            entry(Operation.CREATE, UniqueIdentifierEnumeration.CREATE),
            entry(Operation.CREATE_KEY_PAIR, UniqueIdentifierEnumeration.CREATE_KEY_PAIR),
            entry(Operation.CREATE_SPLIT_KEY, UniqueIdentifierEnumeration.CREATE_SPLIT_KEY),
            entry(Operation.DERIVE_KEY, UniqueIdentifierEnumeration.DERIVE_KEY),
            entry(Operation.IMPORT, UniqueIdentifierEnumeration.IMPORT),
            entry(Operation.JOIN_SPLIT_KEY, UniqueIdentifierEnumeration.JOIN_SPLIT_KEY),
            entry(Operation.LOCATE, UniqueIdentifierEnumeration.LOCATE),
            entry(Operation.REGISTER, UniqueIdentifierEnumeration.REGISTER),
            entry(Operation.RE_KEY, UniqueIdentifierEnumeration.RE_KEY),
            entry(Operation.RE_CERTIFY, UniqueIdentifierEnumeration.RE_CERTIFY),
            entry(Operation.RE_KEY_KEY_PAIR, UniqueIdentifierEnumeration.RE_KEY_KEY_PAIR),
            entry(Operation.RE_PROVISION, UniqueIdentifierEnumeration.RE_PROVISION),
            entry(Operation.CREATE_USER, UniqueIdentifierEnumeration.CREATE_USER),
            entry(Operation.CREATE_GROUP, UniqueIdentifierEnumeration.CREATE_GROUP),
            entry(Operation.CREATE_CREDENTIAL, UniqueIdentifierEnumeration.CREATE_CREDENTIAL));

    private final List<String> answered = new ArrayList<>();
    private final Map<UniqueIdentifierEnumeration, List<String>> made = new EnumMap<>(UniqueIdentifierEnumeration.class);
    private String placeholder;

    /** Takes note of an answer. */
    public void answered(ResponsePayload response, Structure written) {
        List<String> named = new ArrayList<>();
        for (Item item : written.items()) {
            if (item instanceof Item.Text text && NAMES.contains(item.tag())) {
                named.add(text.value());
            }
        }
        answered.addAll(named);
        UniqueIdentifierEnumeration maker = MAKERS.get(response.operation());
        if (maker != null) {
            made.put(maker, List.copyOf(named));
        }
        if (response instanceof CreateKeyPair.Response pair) {
            made.put(UniqueIdentifierEnumeration.CREATE_KEY_PAIR_PRIVATE_KEY, List.of(pair.privateKeyUniqueIdentifier()));
            made.put(UniqueIdentifierEnumeration.CREATE_KEY_PAIR_PUBLIC_KEY, List.of(pair.publicKeyUniqueIdentifier()));
        }
        if (response instanceof ReKeyKeyPair.Response pair) {
            made.put(UniqueIdentifierEnumeration.RE_KEY_KEY_PAIR_PRIVATE_KEY, List.of(pair.privateKeyUniqueIdentifier()));
            made.put(UniqueIdentifierEnumeration.RE_KEY_KEY_PAIR_PUBLIC_KEY, List.of(pair.publicKeyUniqueIdentifier()));
        }
        if (response.changesPlaceholder()) {
            placeholder = response.placeholder();
        }
    }

    /** Empties the ID Placeholder. */
    void forget() {
        placeholder = null;
    }

    /**
     * All that an identifier stands for so far: of an enumeration these can be several, or none.
     *
     * @param named null stands for the ID Placeholder
     */
    public List<String> all(UniqueIdentifier named) {
        return switch (named) {
            case null -> one(placeholder);
            case UniqueIdentifier.Text text -> List.of(text.value());
            case UniqueIdentifier.OfBatch of when of.value() == UniqueIdentifierEnumeration.ID_PLACEHOLDER -> one(placeholder);
            case UniqueIdentifier.OfBatch of -> made.getOrDefault(of.value(), List.of());
            case UniqueIdentifier.Nth nth -> one(nth(nth.value()));
        };
    }

    String resolve(UniqueIdentifier named) {
        List<String> found = all(named);
        if (found.isEmpty()) {
            throw new KmipException(ResultReason.OBJECT_NOT_FOUND,
                    "no Unique Identifier is given, and no earlier item of the batch has left one");
        }
        if (found.size() > 1) {
            throw new KmipException(ResultReason.INVALID_FIELD, "a Unique Identifier stands for " + found.size()
                    + " objects of an earlier item of the batch; it shall stand for one, or the batch have room for all");
        }
        return found.getFirst();
    }

    private static List<String> one(String identifier) {
        return Optional.ofNullable(identifier).stream().toList();
    }

    /** KMIP 2.1 section 4.58: from 0, or backwards where negative. */
    private String nth(int n) {
        int position = n >= 0 ? n : answered.size() + n;
        return position >= 0 && position < answered.size() ? answered.get(position) : null;
    }
}
