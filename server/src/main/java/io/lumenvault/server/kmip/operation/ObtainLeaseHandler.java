package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.payload.ObtainLease;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.attribute.LeaseTime;
import io.lumenvault.server.lifecycle.State;
import io.lumenvault.server.vault.Vault;
import java.util.UUID;

/** Obtain Lease (KMIP 1.4 section 4.17, KMIP 2.1 section 6.1.35). */
final class ObtainLeaseHandler extends ObjectHandler<ObtainLease.Request> {

    ObtainLeaseHandler(Vault vault) {
        super(Operation.OBTAIN_LEASE, ObtainLease.Request.class, vault);
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, ObtainLease.Request request) {
        UUID uid = call.object(request.uniqueIdentifier());
        ManagedObject object = vault().read(call.request(), uid);
        State state = attributes(object).state();
        if (state.destroyed()) {
            throw new KmipException(ResultReason.OBJECT_DESTROYED, "no lease is given of a destroyed object");
        }
        return new ObtainLease.Response(uid.toString(), LeaseTime.SECONDS, object.dates().lastChange());
    }
}
