package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeName;
import io.lumenvault.kmip.payload.GetAttributes;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.Vault;
import io.lumenvault.server.vault.VaultException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Get Attributes (KMIP 1.4 section 4.12, KMIP 2.1 section 6.1.20). */
final class GetAttributesHandler extends ObjectHandler<GetAttributes.Request> {

    GetAttributesHandler(Vault vault) {
        super(Operation.GET_ATTRIBUTES, GetAttributes.Request.class, vault);
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, GetAttributes.Request request) {
        Set<AttributeName> wanted = new HashSet<>(request.names());
        if (wanted.size() != request.names().size()) {
            throw new KmipException(ResultReason.INVALID_MESSAGE, "an attribute is asked for more than once");
        }
        UUID uid = call.object(request.uniqueIdentifier());
        ObjectAttributes object = attributes(read(call, uid));
        TemplateContent.requireKnown(call, object.objectType());
        List<Attribute> attributes = object.all(call.version()).stream()
                .filter(attribute -> wanted.isEmpty() || wanted.contains(attribute.name()))
                .map(AttributeForm::answered)
                .toList();
        return new GetAttributes.Response(uid.toString(), attributes);
    }

    /** The draft of 3.0 has its own reason for an identifier that names nothing. */
    private ManagedObject read(Call call, UUID uid) {
        try {
            return vault().read(call.request(), uid);
        } catch (VaultException refused) {
            if (refused.reason() == Reason.OBJECT_NOT_FOUND && call.version().major() >= 3) {
                throw new RecordedRefusal(new KmipException(ResultReason.ITEM_NOT_FOUND, refused.getMessage()));
            }
            throw refused;
        }
    }
}
