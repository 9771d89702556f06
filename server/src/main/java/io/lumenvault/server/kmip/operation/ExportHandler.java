package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.payload.Export;
import io.lumenvault.kmip.payload.Get;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.KeyWrapType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.vault.Vault;
import java.util.List;
import java.util.UUID;

/**
 * Export (KMIP 1.4 section 4.42, KMIP 2.1 section 6.1.18): the object as Get gives it, by the same rules, with all its attributes.
 * The attributes are those after the export, so that the imported copy is not fresh either.
 */
final class ExportHandler extends ObjectHandler<Export.Request> {

    private final GetHandler get;

    ExportHandler(Vault vault, GetHandler get) {
        super(Operation.EXPORT, Export.Request.class, vault);
        this.get = get;
    }

    @Override
    public ResponsePayload handle(Call call, Export.Request request) {
        if (request.keyWrapType() == KeyWrapType.AS_REGISTERED) {
            throw new KmipException(ResultReason.KEY_WRAP_TYPE_NOT_SUPPORTED, "no object is kept wrapped as it was registered");
        }
        UUID uid = call.object(request.uniqueIdentifier());
        Get.Response got = get.get(call, uid, new Get.Request(request.uniqueIdentifier(), request.keyFormat(), request.keyWrapType(),
                request.keyCompression(), request.wrapping()));
        ObjectAttributes object = attributes(vault().read(call.request(), uid));
        List<Attribute> attributes = object.all(call.version()).stream().map(AttributeForm::answered).toList();
        return new Export.Response(object.objectType(), uid.toString(), attributes, got.object());
    }

    @Override
    public boolean undoable() {
        return true;
    }
}
