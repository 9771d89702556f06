package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.payload.Interop;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.InteropFunction;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.vault.Vault;

/** Interop (KMIP 2.1 section 6.1.26): the mark of a test case begins or ends. On nodes that are switched to it alone. */
final class InteropHandler extends ObjectHandler<Interop.Request> {

    InteropHandler(Vault vault) {
        super(Operation.INTEROP, Interop.Request.class, vault);
    }

    @Override
    public ResponsePayload handle(Call call, Interop.Request request) {
        if (request.function() == InteropFunction.RESET) {
            throw new KmipException(ResultReason.FEATURE_NOT_SUPPORTED, "no state is reset here: each case destroys what it made");
        }
        String name = request.identifier() == null ? "" : request.identifier();
        vault().note(call.request(), event -> event.with("function", request.function().text()).with("case", name));
        return new Interop.Response();
    }
}
