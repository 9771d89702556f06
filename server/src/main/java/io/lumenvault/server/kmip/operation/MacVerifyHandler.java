package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.payload.MacVerify;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.ValidityIndicator;
import io.lumenvault.server.vault.CryptographicUse;
import io.lumenvault.server.vault.Vault;
import java.security.MessageDigest;
import java.util.UUID;

/** MAC Verify (KMIP 1.4 section 4.34, KMIP 2.1 section 6.1.33): the whole MAC is compared, in constant time. */
final class MacVerifyHandler extends ObjectHandler<MacVerify.Request> {

    private final PartedUse parted;

    MacVerifyHandler(Vault vault, Streams streams) {
        super(Operation.MAC_VERIFY, MacVerify.Request.class, vault);
        parted = new PartedUse(vault, streams);
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, MacVerify.Request request) {
        Part part = Part.of(request.data(), request.stream());
        if (part.last() && request.mac() == null) {
            throw new KmipException(ResultReason.INVALID_FIELD, "MAC Data is missing; it must be given with the last of the data");
        }
        UUID uid = call.object(request.uniqueIdentifier());
        PartOutcome outcome = parted.run(call, uid, CryptographicUse.MAC_VERIFY, part,
                held -> MacKeys.begin(new KeyUse(held, this::attributes), request.parameters()));
        ValidityIndicator validity = outcome.result() == null ? null
                : MessageDigest.isEqual(outcome.result(), request.mac()) ? ValidityIndicator.VALID : ValidityIndicator.INVALID;
        return new MacVerify.Response(uid.toString(), validity, outcome.correlation());
    }
}
