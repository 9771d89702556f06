package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.payload.Recover;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.vault.Archive;
import io.lumenvault.server.vault.Vault;
import java.util.UUID;

/** Recover (KMIP 1.4 section 4.23, KMIP 2.1 section 6.1.42): the material comes back at once. */
final class RecoverHandler extends ObjectHandler<Recover.Request> {

    private final Archive archive;

    RecoverHandler(Vault vault, Archive archive) {
        super(Operation.RECOVER, Recover.Request.class, vault);
        this.archive = archive;
    }

    @Override
    public ResponsePayload handle(Call call, Recover.Request request) {
        UUID uid = call.object(request.uniqueIdentifier());
        archive.recover(call.request(), uid);
        return new Recover.Response(uid.toString());
    }
}
