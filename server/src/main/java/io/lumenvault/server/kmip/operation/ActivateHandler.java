package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.payload.Activate;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.lifecycle.Lifecycle;
import io.lumenvault.server.vault.Vault;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Activate (KMIP 1.4 section 4.19, KMIP 2.1 section 6.1.1). */
final class ActivateHandler extends ObjectHandler<Activate.Request> {

    ActivateHandler(Vault vault) {
        super(Operation.ACTIVATE, Activate.Request.class, vault);
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, Activate.Request request) {
        UUID uid = call.object(request.uniqueIdentifier());
        change(call, uid, UnaryOperator.identity(), (object, now) -> decide(() -> {
            requireState(call, attributes(object));
            return Lifecycle.activate(object, now);
        }));
        return new Activate.Response(uid.toString());
    }

    /** KMIP 1.4 section 3.22: in 1.x an Opaque Object has no State, and a Template has none. */
    private static void requireState(Call call, ObjectAttributes object) {
        TemplateContent.requireKnown(call, object.objectType());
        if (!AttributeType.STATE.appliesTo(object.objectType(), call.version())) {
            throw new KmipException(ResultReason.ILLEGAL_OPERATION,
                    "a " + object.objectType().text() + " has no State in version " + call.version());
        }
    }
}
