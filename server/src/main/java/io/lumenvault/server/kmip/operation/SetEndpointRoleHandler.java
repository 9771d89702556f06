package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.payload.SetEndpointRole;
import io.lumenvault.kmip.spec.EndpointRole;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.vault.Vault;
import java.util.function.UnaryOperator;

/**
 * Set Endpoint Role (KMIP 2.1 section 6.1.54): this server stays the server of each connection. It sends no Notify and no Put, and has
 * nothing else to ask of its clients, so it does not become a client of theirs.
 */
final class SetEndpointRoleHandler extends ObjectHandler<SetEndpointRole.Request> {

    SetEndpointRoleHandler(Vault vault) {
        super(Operation.SET_ENDPOINT_ROLE, SetEndpointRole.Request.class, vault);
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, SetEndpointRole.Request request) {
        if (request.role() != EndpointRole.SERVER) {
            throw new KmipException(ResultReason.FEATURE_NOT_SUPPORTED, "this server can be the Server of a connection, not the "
                    + request.role().text() + ": it sends no requests");
        }
        vault().note(call.request(), UnaryOperator.identity());
        return new SetEndpointRole.Response(EndpointRole.SERVER);
    }
}
