package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.RevocationReason;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.payload.Revoke;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.RevocationReasonCode;
import io.lumenvault.server.kmip.attribute.Dates;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.lifecycle.Lifecycle;
import io.lumenvault.server.vault.Vault;
import java.time.Instant;
import java.util.UUID;

/** Revoke (KMIP 1.4 section 4.20, KMIP 2.1 section 6.1.44). */
final class RevokeHandler extends ObjectHandler<Revoke.Request> {

    RevokeHandler(Vault vault) {
        super(Operation.REVOKE, Revoke.Request.class, vault);
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, Revoke.Request request) {
        UUID uid = call.object(request.uniqueIdentifier());
        boolean compromised = compromises(request.reason());
        if (!compromised && request.compromiseOccurrenceDate() != null) {
            throw new KmipException(ResultReason.INVALID_FIELD,
                    "Compromise Occurrence Date is given, but the Revocation Reason is " + request.reason().code().text());
        }
        if (compromised && request.compromiseOccurrenceDate() != null) {
            Dates.require("Compromise Occurrence Date", request.compromiseOccurrenceDate().getEpochSecond());
        }
        change(call, uid, event -> event.with("revocation_reason", request.reason().code().text()),
                (object, now) -> decide(() -> change(object, request, compromised, now)));
        return new Revoke.Response(uid.toString());
    }

    /** KMIP 1.4 section 11.21: a Template cannot be revoked. */
    private static void requireState(ManagedObject object) {
        if (object.objectType() == ObjectType.TEMPLATE.code()) {
            throw new KmipException(ResultReason.ILLEGAL_OPERATION, "a Template has no State");
        }
    }

    private ObjectChange change(ManagedObject object, Revoke.Request request, boolean compromised, Instant now) {
        requireState(object);
        ObjectChange changed = compromised
                ? Lifecycle.compromise(object, occurrence(object, request), now)
                : Lifecycle.deactivate(object, now);
        ObjectAttributes attributes = attributes(object);
        attributes.set(AttributeType.REVOCATION_REASON,
                request.reason().toStructure(AttributeType.REVOCATION_REASON.tag()));
        ObjectChange described = attributes.toChange(object, now);
        return changed.withAttributes(described.attributes(), null);
    }

    /** KMIP 1.4 section 4.20: where no date is given, the Initial Date. */
    private static Instant occurrence(ManagedObject object, Revoke.Request request) {
        Instant given = request.compromiseOccurrenceDate();
        return given == null ? object.dates().initial() : given;
    }

    private static boolean compromises(RevocationReason reason) {
        return reason.code() == RevocationReasonCode.KEY_COMPROMISE || reason.code() == RevocationReasonCode.CA_COMPROMISE;
    }
}
