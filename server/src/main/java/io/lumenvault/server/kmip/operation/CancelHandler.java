package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.payload.Cancel;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.vault.Vault;

/** Cancel (KMIP 1.4 section 4.26, KMIP 2.1 section 6.1.5): an operation that has begun is not stopped. */
final class CancelHandler extends ObjectHandler<Cancel.Request> {

    private final AsynchronousRequests requests;

    CancelHandler(Vault vault, AsynchronousRequests requests) {
        super(Operation.CANCEL, Cancel.Request.class, vault);
        this.requests = requests;
    }

    @Override
    public ResponsePayload handle(Call call, Cancel.Request request) {
        byte[] value = request.asynchronousCorrelationValue();
        return new Cancel.Response(value, requests.cancel(requests.find(call.principal().name(), value)));
    }
}
