package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.payload.AddAttribute;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.vault.Vault;
import java.util.UUID;

/** Add Attribute (KMIP 1.4 section 4.14, KMIP 2.1 section 6.1.2). */
final class AddAttributeHandler extends AttributeHandler<AddAttribute.Request> {

    private final LinkGroups links;

    AddAttributeHandler(Vault vault, LinkGroups links) {
        super(Operation.ADD_ATTRIBUTE, AddAttribute.Request.class, vault);
        this.links = links;
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, AddAttribute.Request request) {
        UUID uid = call.object(request.uniqueIdentifier());
        Attribute wanted = request.attribute();
        Attribute added = edit(call, uid, wanted.name(), (rules, object) -> {
            rules.requireAddable(wanted);
            links.requireNone(wanted, call.principal());
            requireOtherValue(object, wanted, call);
            return object.add(wanted.name(), wanted.value());
        });
        return new AddAttribute.Response(uid.toString(), added);
    }
}
