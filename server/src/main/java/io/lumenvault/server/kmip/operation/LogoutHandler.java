package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.payload.Logout;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.vault.Vault;

/** Logout (KMIP 2.1 section 6.1.31): ends one of the caller's tickets. */
final class LogoutHandler extends ObjectHandler<Logout.Request> {

    LogoutHandler(Vault vault) {
        super(Operation.LOGOUT, Logout.Request.class, vault);
    }

    @Override
    public ResponsePayload handle(Call call, Logout.Request request) {
        if (!vault().tickets().end(call.request(), request.ticket().value())) {
            throw new KmipException(ResultReason.INVALID_TICKET, "'" + call.principal().name() + "' has no such ticket");
        }
        return new Logout.Response();
    }
}
