package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.payload.Check;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.attribute.LeaseTime;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.kmip.attribute.UsageAllocation;
import io.lumenvault.server.vault.Vault;
import java.util.UUID;

/** Check (KMIP 1.4 section 4.10, KMIP 2.1 section 6.1.7). A refusal empties the ID Placeholder. */
final class CheckHandler extends ObjectHandler<Check.Request> {

    CheckHandler(Vault vault) {
        super(Operation.CHECK, Check.Request.class, vault);
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, Check.Request request) {
        UUID uid = call.object(request.uniqueIdentifier());
        ObjectAttributes object = attributes(vault().read(call.request(), uid));
        try {
            requireUsage(call, object, request.cryptographicUsageMask());
            requireLeft(object, request.usageLimitsCount());
            requireLease(request.leaseTime());
        } catch (KmipException refused) {
            call.identifiers().forget();
            throw refused;
        }
        return new Check.Response(uid.toString(), null, null, null);
    }

    private static void requireUsage(Call call, ObjectAttributes object, Integer wanted) {
        if (wanted == null) {
            return;
        }
        Integer allowed = object.cryptography().usageMask();
        if (allowed == null) {
            throw new KmipException(call.reason(ResultReason.ILLEGAL_OPERATION, ResultReason.ILLEGAL_OBJECT_TYPE),
                    "the object has no Cryptographic Usage Mask");
        }
        if ((wanted & ~allowed) != 0) {
            throw new KmipException(ResultReason.INCOMPATIBLE_CRYPTOGRAPHIC_USAGE_MASK,
                    String.format("the object is not for the usage 0x%08X", wanted & ~allowed));
        }
    }

    private static void requireLeft(ObjectAttributes object, Long wanted) {
        if (wanted != null) {
            UsageAllocation.of(object).ifPresent(limits -> limits.requireLeft(wanted));
        }
    }

    private static void requireLease(Long wanted) {
        if (wanted != null && wanted > LeaseTime.SECONDS) {
            throw new KmipException(ResultReason.PERMISSION_DENIED,
                    "Lease Time is " + wanted + " s; at most " + LeaseTime.SECONDS + " s are given");
        }
    }
}
