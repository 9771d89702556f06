package io.lumenvault.server.kmip.operation;

import io.lumenvault.hsm.AesCipher;
import io.lumenvault.kmip.payload.Encrypt;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.vault.Vault;
import java.util.Arrays;
import java.util.UUID;

/** Encrypt (KMIP 1.4 section 4.29, KMIP 2.1 section 6.1.17): by AES, under a key that never leaves the HSM. */
final class EncryptHandler extends ObjectHandler<Encrypt.Request> {

    EncryptHandler(Vault vault) {
        super(Operation.ENCRYPT, Encrypt.Request.class, vault);
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, Encrypt.Request request) {
        if (request.data() != null) {
            call.afterAnswer().add(() -> Arrays.fill(request.data(), (byte) 0));
        }
        CipherChoice.requireServable(call, request.data(), request.stream(), null, request.parameters());
        UUID uid = call.object(request.uniqueIdentifier());
        AesCipher[] used = new AesCipher[1];
        byte[] sealed = vault().internal().encrypt(call.request(), uid, object -> decide(() -> {
            used[0] = CipherChoice.encrypting(attributes(object), request.parameters(), request.iv(), request.additionalData(), this::random);
            return used[0];
        }), request.data());
        int tag = used[0].tagBytes();
        return new Encrypt.Response(uid.toString(), Arrays.copyOf(sealed, sealed.length - tag),
                request.iv() == null && used[0].iv().length > 0 ? used[0].iv() : null, null,
                tag == 0 ? null : Arrays.copyOfRange(sealed, sealed.length - tag, sealed.length));
    }

    private byte[] random(int bytes) {
        try (KeyMaterial iv = vault().newMaterial(bytes)) {
            return iv.lend(byte[]::clone);
        }
    }
}
