package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.LifecycleDates;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.payload.Deactivate;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.kmip.attribute.Dates;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.lifecycle.DateOrder;
import io.lumenvault.server.lifecycle.Lifecycle;
import io.lumenvault.server.vault.Vault;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Deactivate (KMIP 3.0, draft): ends the use of an Active object, at once or at a date to come. */
final class DeactivateHandler extends ObjectHandler<Deactivate.Request> {

    DeactivateHandler(Vault vault) {
        super(Operation.DEACTIVATE, Deactivate.Request.class, vault);
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, Deactivate.Request request) {
        UUID uid = call.object(request.uniqueIdentifier());
        if (request.date() != null) {
            Dates.require("Deactivation Date", request.date().getEpochSecond());
        }
        change(call, uid, UnaryOperator.identity(), (object, now) -> decide(() -> {
            boolean later = request.date() != null && request.date().isAfter(now);
            ObjectChange changed = Lifecycle.deactivate(object, now);
            ObjectAttributes attributes = attributes(object);
            if (request.reason() != null) {
                attributes.set(AttributeType.DEACTIVATION_REASON, request.reason().withTag(AttributeType.DEACTIVATION_REASON.tag()));
            }
            ObjectChange described = attributes.toChange(object, now);
            if (later) {
                LifecycleDates dates = object.dates().withDeactivation(request.date()).withLastChange(now);
                DateOrder.checkChange(object.dates(), dates);
                return described.withDates(dates);
            }
            return changed.withAttributes(described.attributes(), null);
        }));
        return new Deactivate.Response(uid.toString());
    }
}
