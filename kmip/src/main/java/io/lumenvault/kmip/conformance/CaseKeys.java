package io.lumenvault.kmip.conformance;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.Payloads;
import io.lumenvault.kmip.payload.Register;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.PaddingMethod;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The objects of the cases that are played: which the server has generated, which were registered, and which are still there. */
final class CaseKeys {

    private static final Set<Integer> GENERATES = Set.of(Operation.CREATE.code(), Operation.CREATE_KEY_PAIR.code());
    private static final Set<Tag> IDENTIFIERS =
            Set.of(Tag.UNIQUE_IDENTIFIER, Tag.PRIVATE_KEY_UNIQUE_IDENTIFIER, Tag.PUBLIC_KEY_UNIQUE_IDENTIFIER);

    private final Set<String> objects = new LinkedHashSet<>();
    private final Set<String> generated = new HashSet<>();
    private final Map<String, Register.Request> registered = new HashMap<>();

    /** Takes account of the objects that an answer names. */
    void note(Structure request, Structure answer, ProtocolVersion version) {
        List<Item> asked = request.all(Tag.BATCH_ITEM);
        List<Item> given = answer.all(Tag.BATCH_ITEM);
        for (int i = 0; i < given.size(); i++) {
            if (given.get(i) instanceof Structure item && item.first(Tag.OPERATION) instanceof Item.Enumeration operation
                    && item.first(Tag.RESPONSE_PAYLOAD) instanceof Structure payload) {
                for (Item field : payload.items()) {
                    if (IDENTIFIERS.contains(field.tag()) && field instanceof Item.Text identifier) {
                        note(identifier.value(), operation.value(), i < asked.size() ? (Structure) asked.get(i) : null, version);
                    }
                }
            }
        }
    }

    private void note(String identifier, int operation, Structure asked, ProtocolVersion version) {
        if (GENERATES.contains(operation)) {
            objects.add(identifier);
            generated.add(identifier);
        } else if (operation == Operation.REGISTER.code()) {
            objects.add(identifier);
            Register.Request request = asked == null ? null : registration(asked, version);
            if (request != null) {
                registered.put(identifier, request);
            }
        } else if (operation == Operation.DESTROY.code()) {
            objects.remove(identifier);
        }
    }

    /** What a batch item registers, or null where it registers nothing or cannot be read. */
    static Register.Request registration(Structure item, ProtocolVersion version) {
        if (!(item.first(Tag.OPERATION) instanceof Item.Enumeration operation && operation.value() == Operation.REGISTER.code()
                && item.first(Tag.REQUEST_PAYLOAD) instanceof Structure payload)) {
            return null;
        }
        try {
            return (Register.Request) Payloads.readRequest(Operation.REGISTER, payload, version);
        } catch (KmipException wrongOnPurpose) {
            return null;
        }
    }

    /** True for a key that the server has generated. */
    boolean isGenerated(String identifier) {
        return generated.contains(identifier);
    }

    /** The public key registered under an identifier, or null. */
    ManagedObject.PublicKey publicKey(String identifier) {
        Register.Request request = registered.get(identifier);
        return request != null && request.object() instanceof ManagedObject.PublicKey key ? key : null;
    }

    /**
     * The OAEP parameters by which a public key encrypts, or null where it pads otherwise.
     *
     * @param given those of the request, or null
     */
    CryptographicParameters oaep(String identifier, CryptographicParameters given) {
        if (publicKey(identifier) == null) {
            return null;
        }
        CryptographicParameters used = given != null ? given : registered.get(identifier).attributes()
                .first(AttributeType.CRYPTOGRAPHIC_PARAMETERS).map(own -> CryptographicParameters.from(own.value())).orElse(null);
        return used != null && used.paddingMethod() == PaddingMethod.OAEP ? used : null;
    }

    /** What is there still; in the order in which it was made. */
    List<String> left() {
        return List.copyOf(objects);
    }

    void clear() {
        objects.clear();
        generated.clear();
        registered.clear();
    }
}
