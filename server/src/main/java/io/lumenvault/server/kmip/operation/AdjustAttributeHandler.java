package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.payload.AdjustAttribute;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.server.vault.Vault;
import java.util.List;
import java.util.UUID;

/** Adjust Attribute (KMIP 2.1 section 6.1.3). */
final class AdjustAttributeHandler extends AttributeHandler<AdjustAttribute.Request> {

    AdjustAttributeHandler(Vault vault) {
        super(Operation.ADJUST_ATTRIBUTE, AdjustAttribute.Request.class, vault);
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, AdjustAttribute.Request request) {
        UUID uid = call.object(request.uniqueIdentifier());
        edit(call, uid, request.attribute(), (rules, object) -> {
            List<Attribute> present = object.instances(request.attribute());
            if (present.size() > 1) {
                throw new KmipException(ResultReason.MULTI_VALUED_ATTRIBUTE, "the object has " + present.size() + " instances of "
                        + request.attribute().text() + "; Adjust Attribute is for one");
            }
            Item before = present.isEmpty() ? null : present.getFirst().value();
            Attribute adjusted = new Attribute(request.attribute(), Attribute.NO_INDEX,
                    Adjustment.apply(request.attribute(), before, request.adjustment(), request.value()));
            if (present.isEmpty()) {
                rules.requireAddable(adjusted);
                return object.add(request.attribute(), adjusted.value());
            }
            rules.requireModifiable(adjusted);
            return object.replace(present.getFirst(), adjusted.value());
        });
        return new AdjustAttribute.Response(uid.toString());
    }
}
