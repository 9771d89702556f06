package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.object.ManagedObject.Certificate;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.payload.SignatureVerify;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.ValidityIndicator;
import io.lumenvault.server.kmip.cryptography.MessageOperation;
import io.lumenvault.server.kmip.cryptography.Verification;
import io.lumenvault.server.vault.CryptographicUse;
import io.lumenvault.server.vault.HeldKey;
import io.lumenvault.server.vault.Vault;
import java.util.UUID;
import java.util.function.Function;

/** Signature Verify (KMIP 1.4 section 4.32, KMIP 2.1 section 6.1.56): under a public key or a certificate. */
final class SignatureVerifyHandler extends ObjectHandler<SignatureVerify.Request> {

    private final PartedUse parted;

    SignatureVerifyHandler(Vault vault, Streams streams) {
        super(Operation.SIGNATURE_VERIFY, SignatureVerify.Request.class, vault);
        parted = new PartedUse(vault, streams);
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, SignatureVerify.Request request) {
        byte[] digest = request.digestedData();
        if (digest != null && (request.data() != null || request.stream() != null)) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Digested Data is given alone: without Data, and in one request");
        }
        Part part = Part.of(digest == null ? request.data() : digest, request.stream());
        UUID uid = call.object(request.uniqueIdentifier());
        Function<MessageOperation, byte[]> ofDigest = digest == null ? null : verification -> ((Verification) verification).ofDigest(digest);
        PartOutcome outcome = parted.run(call, uid, CryptographicUse.VERIFY, part, key -> begin(request, key),
                verification -> ((Verification) verification).against(request.signature()), ofDigest);
        ValidityIndicator validity = outcome.result() == null ? null
                : Verification.valid(outcome.result()) ? ValidityIndicator.VALID : ValidityIndicator.INVALID;
        return new SignatureVerify.Response(uid.toString(), validity, null, outcome.correlation());
    }

    private Verification begin(SignatureVerify.Request request, HeldKey held) {
        KeyUse key = new KeyUse(held, this::attributes);
        key.requireType(ObjectType.PUBLIC_KEY, ObjectType.CERTIFICATE);
        CryptographicParameters parameters = key.parameters(request.parameters());
        return key.lendObject(object -> object instanceof Certificate certificate
                ? Verification.byCertificate(certificate.value(), parameters) : Verification.by(object.keyBlock(), parameters));
    }
}
