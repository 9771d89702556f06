package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.payload.Mac;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.vault.CryptographicUse;
import io.lumenvault.server.vault.Vault;
import java.util.UUID;

/** MAC (KMIP 1.4 section 4.33, KMIP 2.1 section 6.1.32): HMAC, or CMAC. */
final class MacHandler extends ObjectHandler<Mac.Request> {

    private final PartedUse parted;

    MacHandler(Vault vault, Streams streams) {
        super(Operation.MAC, Mac.Request.class, vault);
        parted = new PartedUse(vault, streams);
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, Mac.Request request) {
        Part part = Part.of(request.data(), request.stream());
        UUID uid = call.object(request.uniqueIdentifier());
        PartOutcome outcome = parted.run(call, uid, CryptographicUse.MAC_GENERATE, part,
                held -> MacKeys.begin(new KeyUse(held, this::attributes), request.parameters()));
        return new Mac.Response(uid.toString(), outcome.result(), outcome.correlation());
    }
}
