package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.payload.Decapsulate;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.kmip.cryptography.KeyEncapsulation;
import io.lumenvault.server.vault.CryptographicUse;
import io.lumenvault.server.vault.Vault;
import java.util.UUID;

/** Decapsulate (draft of KMIP 3.0): the shared secret of an {@link EncapsulateHandler Encapsulate}, kept as an object. */
final class DecapsulateHandler extends ObjectHandler<Decapsulate.Request> {

    private final SharedSecret secrets;

    DecapsulateHandler(Vault vault, LinkGroups links) {
        super(Operation.DECAPSULATE, Decapsulate.Request.class, vault);
        this.secrets = new SharedSecret(vault, links, this::attributes);
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, Decapsulate.Request request) {
        UUID uid = secrets.make(call, call.object(request.uniqueIdentifier()), CryptographicUse.DECRYPT, request.attributes(),
                request.protectionStorageMasks(), key -> {
                    key.requireType(ObjectType.PRIVATE_KEY);
                    return key.lendBlock(block -> KeyEncapsulation.decapsulate(block, request.data()));
                });
        return new Decapsulate.Response(uid.toString());
    }
}
