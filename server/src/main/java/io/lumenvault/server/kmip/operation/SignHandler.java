package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.payload.Sign;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.cryptography.MessageOperation;
import io.lumenvault.server.kmip.cryptography.Signing;
import io.lumenvault.server.vault.CryptographicUse;
import io.lumenvault.server.vault.HeldKey;
import io.lumenvault.server.vault.Vault;
import java.util.UUID;
import java.util.function.Function;

/** Sign (KMIP 1.4 section 4.31, KMIP 2.1 section 6.1.55): data, or their digest. */
final class SignHandler extends ObjectHandler<Sign.Request> {

    private final PartedUse parted;

    SignHandler(Vault vault, Streams streams) {
        super(Operation.SIGN, Sign.Request.class, vault);
        parted = new PartedUse(vault, streams);
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, Sign.Request request) {
        byte[] digest = request.digestedData();
        if (digest != null && (request.data() != null || request.stream() != null)) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Digested Data is given alone: without Data, and in one request");
        }
        Part part = Part.of(digest == null ? request.data() : digest, request.stream());
        UUID uid = call.object(request.uniqueIdentifier());
        Function<MessageOperation, byte[]> ofDigest = digest == null ? null : signing -> ((Signing) signing).signDigest(digest);
        PartOutcome outcome = parted.run(call, uid, CryptographicUse.SIGN, part, key -> begin(request, key), signing -> { }, ofDigest);
        return new Sign.Response(uid.toString(), outcome.result(), outcome.correlation());
    }

    private Signing begin(Sign.Request request, HeldKey held) {
        KeyUse key = new KeyUse(held, this::attributes);
        key.requireType(ObjectType.PRIVATE_KEY);
        return key.lendBlock(block -> new Signing(block, key.parameters(request.parameters()), new VaultRandom(vault())));
    }
}
