package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.payload.ModifyAttribute;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.vault.Vault;
import java.util.List;
import java.util.UUID;

/** Modify Attribute (KMIP 1.4 section 4.15, KMIP 2.1 section 6.1.34). */
final class ModifyAttributeHandler extends AttributeHandler<ModifyAttribute.Request> {

    private final LinkGroups links;

    ModifyAttributeHandler(Vault vault, LinkGroups links) {
        super(Operation.MODIFY_ATTRIBUTE, ModifyAttribute.Request.class, vault);
        this.links = links;
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, ModifyAttribute.Request request) {
        UUID uid = call.object(request.uniqueIdentifier());
        Attribute wanted = request.attribute();
        if (!request.instance().name().equals(wanted.name())) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Current Attribute is " + request.instance().name().text()
                    + ", but New Attribute is " + wanted.name().text());
        }
        Attribute changed = edit(call, uid, wanted.name(), (rules, object) -> {
            rules.requireModifiable(wanted);
            links.requireNone(wanted, call.principal());
            List<Attribute> selected = selected(object, request.instance());
            if (selected.size() > 1) {
                throw new KmipException(ResultReason.MULTI_VALUED_ATTRIBUTE, "the object has " + selected.size()
                        + " instances of " + wanted.name().text() + "; say which one is meant");
            }
            if (!selected.getFirst().value().equals(wanted.value())) {
                requireOtherValue(object, wanted, call);
            }
            return object.replace(selected.getFirst(), wanted.value());
        });
        return new ModifyAttribute.Response(uid.toString(), changed);
    }
}
