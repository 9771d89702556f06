package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.payload.Encrypt;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.kmip.cryptography.Ciphers;
import io.lumenvault.server.kmip.cryptography.MessageOperation;
import io.lumenvault.server.kmip.cryptography.Nonces;
import io.lumenvault.server.kmip.cryptography.RsaEncryption;
import io.lumenvault.server.kmip.cryptography.SymmetricUse;
import io.lumenvault.server.vault.CryptographicUse;
import io.lumenvault.server.vault.HeldKey;
import io.lumenvault.server.vault.Vault;
import java.util.Arrays;
import java.util.UUID;

/** Encrypt (KMIP 1.4 section 4.29, KMIP 2.1 section 6.1.17): under a symmetric key, in the HSM where that holds it, or a public key. */
final class EncryptHandler extends ObjectHandler<Encrypt.Request> {

    private final PartedUse parted;

    EncryptHandler(Vault vault, Streams streams) {
        super(Operation.ENCRYPT, Encrypt.Request.class, vault);
        parted = new PartedUse(vault, streams);
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
        Part part = Part.of(request.data(), request.stream());
        UUID uid = call.object(request.uniqueIdentifier());
        byte[][] made = new byte[1][];
        PartOutcome outcome = parted.run(call, uid, CryptographicUse.ENCRYPT, part, key -> begin(call, request, key, made));
        return new Encrypt.Response(uid.toString(), outcome.out(), made[0], outcome.correlation(), outcome.tag());
    }

    private MessageOperation begin(Call call, Encrypt.Request request, HeldKey held, byte[][] made) {
        KeyUse key = new KeyUse(held, this::attributes);
        key.requireType(ObjectType.SYMMETRIC_KEY, ObjectType.PUBLIC_KEY);
        CryptographicParameters parameters = key.parameters(request.parameters());
        if (key.type() == ObjectType.PUBLIC_KEY) {
            RsaEncryption.requireNone(request.iv(), request.additionalData(), null);
            return key.lendBlock(block -> RsaEncryption.encrypting(block, parameters, new VaultRandom(vault())));
        }
        AuthenticatedModes.requireServable(call, parameters);
        made[0] = request.iv() == null && Nonces.needed(key.algorithm(), parameters)
                ? random(Nonces.randomBytes(key.algorithm(), parameters)) : null;
        SymmetricUse use = new SymmetricUse(key.algorithm(), parameters, made[0] == null ? request.iv() : made[0], request.additionalData(),
                null, true);
        return held.inHsm() ? new HsmCipher(held, use) : key.lendBytes(bytes -> Ciphers.of(bytes, use));
    }

    private byte[] random(int bytes) {
        try (KeyMaterial iv = vault().newMaterial(bytes)) {
            return iv.lend(byte[]::clone);
        }
    }
}
