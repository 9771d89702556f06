package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.StorageClass;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.payload.Create;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.attribute.MaterialForm;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Create with the Object Group of a QKD link: the new key is the link's next one, and the caller's counterpart at the other end has it
 * under the same identifier. What is asked for beyond that is this end's alone, as by Add Attribute.
 */
final class LinkKeyCreation {

    private final LinkGroups links;
    private final Call call;
    private final Create.Request request;
    private final String link;
    private final int bits;

    /**
     * Checks what is asked for, and draws nothing yet.
     *
     * @throws KmipException for attributes that no key of the link can have
     */
    LinkKeyCreation(LinkGroups links, Call call, Create.Request request, String link, UUID unused, Instant now) {
        this.links = links;
        this.call = call;
        this.request = request;
        this.link = link;
        NewAttributes.requireNoTemplate(request.attributes());
        this.bits = QkdKeys.newBits(request.attributes().list(), link);
        ObjectAttributes trial = ObjectAttributes.ofNew(unused, request.objectType(), MaterialForm.RAW, now);
        NewAttributes.give(trial, request.attributes(), call, now);
        NewAttributes.require(trial, AttributeType.CRYPTOGRAPHIC_USAGE_MASK);
        QkdKeys.wantedBits(trial.instances(AttributeType.CRYPTOGRAPHIC_USAGE_MASK), link);
        NewAttributes.settle(trial, CryptographicAlgorithm.AES, bits);
        QuantumSafe.require(CryptographicAlgorithm.AES, bits, trial);
        NewAttributes.requireConstraints(trial, call);
        NewAttributes.requireNotRotated(trial, "a key of a QKD link");
    }

    /** A key of a link is sealed in the database: it came from there. */
    void requireStorage(Optional<StorageClass> wanted) {
        if (wanted.filter(storage -> storage != StorageClass.EXTERNAL).isPresent()) {
            throw new KmipException(ResultReason.PROTECTION_STORAGE_UNAVAILABLE, "keys of a QKD link are kept sealed in the database; "
                    + "no other Protection Storage Mask is offered for them");
        }
    }

    UUID draw() {
        return links.draw(call, link, bits);
    }

    /** Gives the drawn key what was asked for beside its origin. */
    void complete(ObjectAttributes drawn) {
        for (Attribute wanted : given()) {
            if (wanted.name().multipleInstances()) {
                drawn.add(wanted.name(), wanted.value());
            } else {
                drawn.set(wanted.name(), wanted.value());
            }
        }
    }

    /** The names that the key is to have: one that is taken would be found out when the key is drawn and spent. */
    List<Attribute> names() {
        return given().stream().filter(attribute -> attribute.name() == AttributeType.NAME).toList();
    }

    private List<Attribute> given() {
        List<Attribute> asked = request.attributes().list();
        return Stream.concat(asked.stream(), call.settings().missing(call.principal().name(), request.objectType(), asked).stream())
                .filter(attribute -> !QkdKeys.isFixed(attribute.name())).toList();
    }
}
