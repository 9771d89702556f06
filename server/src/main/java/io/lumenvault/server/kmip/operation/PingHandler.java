package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.payload.Ping;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.vault.Vault;

/** Ping (KMIP 2.1 section 6.1.36): says that the server is there. */
final class PingHandler extends ObjectHandler<Ping.Request> {

    PingHandler(Vault vault) {
        super(Operation.PING, Ping.Request.class, vault);
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, Ping.Request request) {
        return new Ping.Response();
    }
}
