package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.payload.Encapsulate;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.kmip.cryptography.KeyEncapsulation;
import io.lumenvault.server.vault.CryptographicUse;
import io.lumenvault.server.vault.Vault;
import java.util.UUID;

/**
 * Encapsulate (draft of KMIP 3.0): a new shared secret under a public key for ML-KEM, kept as an object. The Cryptographic Usage Mask of
 * the key must allow to Encrypt, of that of Decapsulate to Decrypt: no bit of its own is known here.
 */
final class EncapsulateHandler extends ObjectHandler<Encapsulate.Request> {

    private final SharedSecret secrets;

    EncapsulateHandler(Vault vault, LinkGroups links) {
        super(Operation.ENCAPSULATE, Encapsulate.Request.class, vault);
        this.secrets = new SharedSecret(vault, links, this::attributes);
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, Encapsulate.Request request) {
        byte[][] data = new byte[1][];
        UUID uid = secrets.make(call, call.object(request.uniqueIdentifier()), CryptographicUse.ENCRYPT, request.attributes(),
                request.protectionStorageMasks(), key -> {
                    key.requireType(ObjectType.PUBLIC_KEY);
                    KeyEncapsulation.Made made = key.lendBlock(block -> KeyEncapsulation.encapsulate(block, new VaultRandom(vault())));
                    data[0] = made.data();
                    return made.secret();
                });
        return new Encapsulate.Response(uid.toString(), data[0]);
    }
}
