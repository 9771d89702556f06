package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.StorageClass;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.Import;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.KeyWrapType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.kmip.attribute.Identifiers;
import io.lumenvault.server.kmip.attribute.MaterialForm;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.kmip.attribute.ProtectionStorage;
import io.lumenvault.server.vault.Vault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Import (KMIP 1.4 section 4.41, KMIP 2.1 section 6.1.25): takes an object with all its attributes as another server had them. An
 * identifier that is no UUID gives way to a new one. Replacing needs the right to destroy what is replaced.
 */
final class ImportHandler extends ObjectHandler<Import.Request> {

    private final LinkGroups links;
    private final WrappedRegistration wrapped;

    ImportHandler(Vault vault, LinkGroups links) {
        super(Operation.IMPORT, Import.Request.class, vault);
        this.links = links;
        this.wrapped = new WrappedRegistration(vault, this::attributes);
    }

    @Override
    public ResponsePayload handle(Call call, Import.Request request) {
        ManagedObject object = request.object();
        if (request.objectType() != null && request.objectType() != object.objectType()) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Object Type is " + request.objectType().text()
                    + ", but the object is a " + object.objectType().text());
        }
        if (object.keyBlock() != null && object.keyBlock().value() == null) {
            throw new KmipException(ResultReason.INVALID_FIELD, "a key without Key Value cannot be imported");
        }
        boolean replace = Boolean.TRUE.equals(request.replaceExisting());
        if (replace) {
            call.changes().requireFinal("Import that replaces an object");
        }
        Optional<UUID> given = request.uniqueIdentifier() instanceof UniqueIdentifier.Text text
                ? Identifiers.parse(text.value()) : Optional.empty();
        UUID uid = given.orElseGet(vault()::newIdentifier);
        for (Attribute attribute : request.attributes()) {
            links.requireNone(attribute, call.principal());
        }
        if (object.keyBlock() != null && object.keyBlock().wrapping() != null) {
            takeWrapped(call, uid, request);
            return new Import.Response(uid.toString());
        }
        Instant now = vault().now();
        MaterialForm form = Material.form(object);
        ObjectAttributes created = ObjectAttributes.ofNew(uid, object.objectType(), form, now);
        ImportedAttributes.give(created, request.attributes(), call, now);
        if (object instanceof ManagedObject.Template template) {
            TemplateContent.take(created, template, call, now);
        } else {
            RegisterHandler.describe(created, object, created.instances(AttributeType.DIGEST).isEmpty());
        }
        NewAttributes.requireConstraints(created, call);
        try (KeyMaterial material = Material.seal(object, form)) {
            if (replace) {
                vault().obliterating().replace(call.request(), created.toNewObject(call.principal().name()), material);
            } else {
                vault().store(call.request(), created.toNewObject(call.principal().name()), material);
                call.changes().created(uid);
            }
        }
        return new Import.Response(uid.toString());
    }

    /** The HSM unwraps the key; without Key Wrap Type Not Wrapped it would have to be kept as it came. */
    private void takeWrapped(Call call, UUID uid, Import.Request request) {
        if (request.keyWrapType() != KeyWrapType.NOT_WRAPPED) {
            throw new KmipException(ResultReason.KEY_WRAP_TYPE_NOT_SUPPORTED,
                    "a wrapped key is not kept as it came: import it with Key Wrap Type Not Wrapped, to have it unwrapped inside the HSM");
        }
        if (Boolean.TRUE.equals(request.replaceExisting())) {
            throw new KmipException(ResultReason.FEATURE_NOT_SUPPORTED, "a wrapped key does not replace an object");
        }
        wrapped.take(call, uid, request.object(), List.of(ProtectionStorage.mask(StorageClass.TRANSLATE)),
                created -> ImportedAttributes.give(created, request.attributes(), call, vault().now()));
    }

    @Override
    public boolean undoable() {
        return true;
    }
}
