package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.payload.GetConstraints;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.vault.Vault;
import java.util.function.UnaryOperator;

/** Get Constraints (KMIP 2.1 section 6.1.22): those that the caller has set. */
final class GetConstraintsHandler extends ObjectHandler<GetConstraints.Request> {

    private final CreationSettings settings;

    GetConstraintsHandler(Vault vault, CreationSettings settings) {
        super(Operation.GET_CONSTRAINTS, GetConstraints.Request.class, vault);
        this.settings = settings;
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, GetConstraints.Request request) {
        vault().note(call.request(), UnaryOperator.identity());
        return new GetConstraints.Response(settings.constraints(call.principal().name()));
    }
}
