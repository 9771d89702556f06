package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.payload.Login;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.vault.Vault;

/** Login (KMIP 2.1 section 6.1.30): a ticket that authenticates later requests beside the certificate. */
final class LoginHandler extends ObjectHandler<Login.Request> {

    LoginHandler(Vault vault) {
        super(Operation.LOGIN, Login.Request.class, vault);
    }

    @Override
    public ResponsePayload handle(Call call, Login.Request request) {
        TicketTerms.requireCountable(request.usageLimits());
        return new Login.Response(TicketTerms.issue(call, vault(), null, request.lease(), request.requestCount()));
    }
}
