package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeName;
import io.lumenvault.kmip.payload.GetAttributeList;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.vault.Vault;
import java.util.List;
import java.util.UUID;

/** Get Attribute List (KMIP 1.4 section 4.13, KMIP 2.1 section 6.1.21). */
final class GetAttributeListHandler extends ObjectHandler<GetAttributeList.Request> {

    GetAttributeListHandler(Vault vault) {
        super(Operation.GET_ATTRIBUTE_LIST, GetAttributeList.Request.class, vault);
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, GetAttributeList.Request request) {
        UUID uid = call.object(request.uniqueIdentifier());
        ObjectAttributes object = attributes(vault().read(call.request(), uid));
        TemplateContent.requireKnown(call, object.objectType());
        List<AttributeName> names = object.all(call.version()).stream().map(Attribute::name).distinct().toList();
        return new GetAttributeList.Response(uid.toString(), names);
    }
}
