package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.payload.SetDefaults;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.vault.Vault;

/** Set Defaults (KMIP 2.1 section 6.1.53), for the objects that the caller makes. */
final class SetDefaultsHandler extends ObjectHandler<SetDefaults.Request> {

    private final CreationSettings settings;

    SetDefaultsHandler(Vault vault, CreationSettings settings) {
        super(Operation.SET_DEFAULTS, SetDefaults.Request.class, vault);
        this.settings = settings;
    }

    @Override
    public ResponsePayload handle(Call call, SetDefaults.Request request) {
        settings.set(call.request(), request);
        return new SetDefaults.Response();
    }
}
