package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.payload.Decrypt;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.vault.Vault;
import java.util.Arrays;
import java.util.UUID;

/** Decrypt (KMIP 1.4 section 4.30, KMIP 2.1 section 6.1.11): by AES, under a key that never leaves the HSM. */
final class DecryptHandler extends ObjectHandler<Decrypt.Request> {

    DecryptHandler(Vault vault) {
        super(Operation.DECRYPT, Decrypt.Request.class, vault);
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, Decrypt.Request request) {
        CipherChoice.requireServable(call, request.data(), request.stream(), request.tag(), request.parameters());
        UUID uid = call.object(request.uniqueIdentifier());
        byte[] opened = vault().internal().decrypt(call.request(), uid, object -> decide(() ->
                CipherChoice.decrypting(attributes(object), request.parameters(), request.iv(), request.additionalData(), request.tag())),
                withTag(request));
        call.afterAnswer().add(() -> Arrays.fill(opened, (byte) 0));
        return new Decrypt.Response(uid.toString(), opened, null);
    }

    /** The token expects the tag behind the ciphertext (PKCS#11 v3.0, Current Mechanisms, clause 2.13). */
    private static byte[] withTag(Decrypt.Request request) {
        if (request.tag() == null) {
            return request.data();
        }
        byte[] both = Arrays.copyOf(request.data(), request.data().length + request.tag().length);
        System.arraycopy(request.tag(), 0, both, request.data().length, request.tag().length);
        return both;
    }
}
