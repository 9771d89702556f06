package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.payload.SetConstraints;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.vault.Vault;

/** Set Constraints (KMIP 2.1 section 6.1.52), for the objects that the caller makes. */
final class SetConstraintsHandler extends ObjectHandler<SetConstraints.Request> {

    private final CreationSettings settings;

    SetConstraintsHandler(Vault vault, CreationSettings settings) {
        super(Operation.SET_CONSTRAINTS, SetConstraints.Request.class, vault);
        this.settings = settings;
    }

    @Override
    public ResponsePayload handle(Call call, SetConstraints.Request request) {
        settings.set(call.request(), request);
        return new SetConstraints.Response();
    }
}
