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
 * Set Endpoint Role (KMIP 2.1 section 6.1.54): the role is the one that this server is to apply. As the Client it sends Notify and Put
 * over the connection, which serves no requests any more; a connection on which it is the Server is one already.
 */
final class SetEndpointRoleHandler extends ObjectHandler<SetEndpointRole.Request> {

    SetEndpointRoleHandler(Vault vault) {
        super(Operation.SET_ENDPOINT_ROLE, SetEndpointRole.Request.class, vault);
    }

    @Override
    public ResponsePayload handle(Call call, SetEndpointRole.Request request) {
        if (request.role() == EndpointRole.SERVER) {
            vault().note(call.request(), UnaryOperator.identity());
            return new SetEndpointRole.Response(EndpointRole.SERVER);
        }
        if (call.roles() == null) {
            throw new KmipException(ResultReason.FEATURE_NOT_SUPPORTED, "the roles change on a TLS connection to the KMIP port alone, for "
                    + "the principal of its certificate, and not by an asynchronous request");
        }
        call.roles().becomeClient(vault().notifications().keep(call.request()), call.version());
        return new SetEndpointRole.Response(EndpointRole.CLIENT);
    }
}
