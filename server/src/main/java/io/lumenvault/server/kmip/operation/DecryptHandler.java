package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.payload.Decrypt;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.kmip.cryptography.Ciphers;
import io.lumenvault.server.kmip.cryptography.MessageOperation;
import io.lumenvault.server.kmip.cryptography.RsaEncryption;
import io.lumenvault.server.kmip.cryptography.SymmetricUse;
import io.lumenvault.server.vault.CryptographicUse;
import io.lumenvault.server.vault.HeldKey;
import io.lumenvault.server.vault.Vault;
import java.util.Arrays;
import java.util.UUID;

/** Decrypt (KMIP 1.4 section 4.30, KMIP 2.1 section 6.1.11): under a symmetric key, in the HSM where that holds it, or a private key. */
final class DecryptHandler extends ObjectHandler<Decrypt.Request> {

    private final PartedUse parted;

    DecryptHandler(Vault vault, Streams streams) {
        super(Operation.DECRYPT, Decrypt.Request.class, vault);
        parted = new PartedUse(vault, streams);
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, Decrypt.Request request) {
        Part part = Part.of(request.data(), request.stream());
        UUID uid = call.object(request.uniqueIdentifier());
        PartOutcome outcome = parted.run(call, uid, CryptographicUse.DECRYPT, part, key -> begin(call, request, key));
        call.afterAnswer().add(() -> Arrays.fill(outcome.out(), (byte) 0));
        return new Decrypt.Response(uid.toString(), outcome.out(), outcome.correlation());
    }

    private MessageOperation begin(Call call, Decrypt.Request request, HeldKey held) {
        KeyUse key = new KeyUse(held, this::attributes);
        key.requireType(ObjectType.SYMMETRIC_KEY, ObjectType.PRIVATE_KEY);
        CryptographicParameters parameters = key.parameters(request.parameters());
        if (key.type() == ObjectType.PRIVATE_KEY) {
            RsaEncryption.requireNone(request.iv(), request.additionalData(), request.tag());
            return key.lendBlock(block -> RsaEncryption.decrypting(block, parameters));
        }
        AuthenticatedModes.requireServable(call, parameters);
        SymmetricUse use = new SymmetricUse(key.algorithm(), parameters, request.iv(), request.additionalData(), request.tag(), false);
        return held.inHsm() ? new HsmCipher(held, use) : key.lendBytes(bytes -> Ciphers.of(bytes, use));
    }
}
