package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.payload.Obliterate;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.vault.Vault;

/** Obliterate (KMIP 3.0, draft): material and attributes go; the audit log alone remembers the object. */
final class ObliterateHandler extends ObjectHandler<Obliterate.Request> {

    ObliterateHandler(Vault vault) {
        super(Operation.OBLITERATE, Obliterate.Request.class, vault);
    }

    @Override
    public ResponsePayload handle(Call call, Obliterate.Request request) {
        vault().obliterating().obliterate(call.request(), call.object(request.uniqueIdentifier()));
        return new Obliterate.Response(null);
    }
}
