package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.payload.SetAttribute;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.vault.Vault;
import java.util.List;
import java.util.UUID;

/** Set Attribute (KMIP 2.1 section 6.1.51): gives an attribute its one value, whether it had another or none. */
final class SetAttributeHandler extends AttributeHandler<SetAttribute.Request> {

    private final LinkGroups links;

    SetAttributeHandler(Vault vault, LinkGroups links) {
        super(Operation.SET_ATTRIBUTE, SetAttribute.Request.class, vault);
        this.links = links;
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, SetAttribute.Request request) {
        UUID uid = call.object(request.uniqueIdentifier());
        Attribute wanted = request.attribute();
        edit(call, uid, wanted.name(), (rules, object) -> {
            List<Attribute> present = object.instances(wanted.name());
            if (present.size() > 1) {
                throw new KmipException(ResultReason.MULTI_VALUED_ATTRIBUTE, "the object has " + present.size() + " instances of "
                        + wanted.name().text() + "; Set Attribute is for one");
            }
            links.requireNone(wanted, call.principal());
            if (present.isEmpty()) {
                rules.requireAddable(wanted);
                return object.add(wanted.name(), wanted.value());
            }
            rules.requireModifiable(wanted);
            return object.replace(present.getFirst(), wanted.value());
        });
        return new SetAttribute.Response(uid.toString());
    }
}
