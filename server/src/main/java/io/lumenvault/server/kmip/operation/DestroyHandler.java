package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.payload.Destroy;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.vault.Vault;
import java.util.UUID;

/** Destroy (KMIP 1.4 section 4.21, KMIP 2.1 section 6.1.15): the material goes, the attributes stay. */
final class DestroyHandler extends ObjectHandler<Destroy.Request> {

    DestroyHandler(Vault vault) {
        super(Operation.DESTROY, Destroy.Request.class, vault);
    }

    @Override
    public void rehearse(Call call, Destroy.Request request) {
        UUID uid = call.object(request.uniqueIdentifier());
        call.changes().requireOnce(uid);
        vault().requireDestroyable(call.request(), uid);
    }

    @Override
    public ResponsePayload handle(Call call, Destroy.Request request) {
        UUID uid = call.object(request.uniqueIdentifier());
        vault().destroy(call.request(), uid);
        return new Destroy.Response(uid.toString());
    }
}
