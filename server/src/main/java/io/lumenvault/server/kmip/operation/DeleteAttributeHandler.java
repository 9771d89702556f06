package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.payload.DeleteAttribute;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.vault.Vault;
import java.util.List;
import java.util.UUID;

/** Delete Attribute (KMIP 1.4 section 4.16, KMIP 2.1 section 6.1.13). */
final class DeleteAttributeHandler extends AttributeHandler<DeleteAttribute.Request> {

    DeleteAttributeHandler(Vault vault) {
        super(Operation.DELETE_ATTRIBUTE, DeleteAttribute.Request.class, vault);
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, DeleteAttribute.Request request) {
        UUID uid = call.object(request.uniqueIdentifier());
        Attribute deleted = edit(call, uid, request.instance().name(), (rules, object) -> {
            rules.requireDeletable(request.instance().name());
            List<Attribute> selected = selected(object, request.instance());
            selected.forEach(object::remove);
            return selected.getFirst();
        });
        return new DeleteAttribute.Response(uid.toString(), deleted);
    }
}
