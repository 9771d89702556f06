package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.Get;
import io.lumenvault.kmip.payload.Put;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.PutFunction;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.vault.OpenedObject;
import io.lumenvault.server.vault.Vault;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Objects that the server sends without having been asked (Put: KMIP 1.4 section 5.2, KMIP 2.1 section 6.2.3). They leave by the rules by
 * which Get gives them out, and are recorded and counted as that is; a policy's rule names the operation Put.
 */
public final class PushedObjects {

    private final Vault vault;

    PushedObjects(Vault vault) {
        this.vault = vault;
    }

    /**
     * The request that sends one of the caller's objects; its record is durable when this returns.
     *
     * @param replaced the one in the place of which it comes, or null
     * @param taken the types of objects that the client takes
     * @param afterSending collects what wipes the object
     * @throws io.lumenvault.server.vault.VaultException when it may not leave, or cannot now; it is recorded then
     */
    public Put.Request request(AccessRequest request, UUID uid, UUID replaced, ProtocolVersion version, Set<ObjectType> taken,
            List<Runnable> afterSending) {
        Get.Request asGet = new Get.Request(UniqueIdentifier.of(uid.toString()));
        try (OpenedObject opened = vault.push(request, uid, object -> ObjectHandler.decide(() -> {
            ObjectAttributes attributes = attributes(object);
            GetHandler.requireServable(attributes, asGet);
            requireTaken(attributes.objectType(), taken);
            return null;
        }))) {
            ObjectAttributes attributes = attributes(opened.object());
            ManagedObject pushed = Material.open(opened.material(), attributes);
            afterSending.add(pushed::wipe);
            // It was fresh when it was opened, and is not once it is sent (KMIP 1.4 section 3.34).
            List<Attribute> all = attributes.all(version).stream().filter(attribute -> attribute.name() != AttributeType.FRESH)
                    .map(AttributeForm::answered).toList();
            return replaced == null ? new Put.Request(uid.toString(), PutFunction.NEW, null, pushed, all)
                    : new Put.Request(uid.toString(), PutFunction.REPLACE, replaced.toString(), pushed, all);
        }
    }

    private ObjectAttributes attributes(io.lumenvault.db.object.ManagedObject object) {
        return ObjectAttributes.of(object, vault.state(object));
    }

    private static void requireTaken(ObjectType type, Set<ObjectType> taken) {
        if (!taken.contains(type)) {
            throw new KmipException(ResultReason.INVALID_OBJECT_TYPE, "the client takes no " + type.text() + "; it takes "
                    + taken.stream().map(ObjectType::text).sorted().toList());
        }
    }
}
