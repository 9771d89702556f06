package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.payload.Archive;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.vault.Vault;
import java.util.UUID;

/** Archive (KMIP 1.4 section 4.22, KMIP 2.1 section 6.1.4): the material goes to archival storage at once. */
final class ArchiveHandler extends ObjectHandler<Archive.Request> {

    private final io.lumenvault.server.vault.Archive archive;

    ArchiveHandler(Vault vault, io.lumenvault.server.vault.Archive archive) {
        super(Operation.ARCHIVE, Archive.Request.class, vault);
        this.archive = archive;
    }

    @Override
    public ResponsePayload handle(Call call, Archive.Request request) {
        UUID uid = call.object(request.uniqueIdentifier());
        archive.archive(call.request(), uid);
        return new Archive.Response(uid.toString());
    }
}
