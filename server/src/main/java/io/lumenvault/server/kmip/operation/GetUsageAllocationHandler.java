package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.payload.GetUsageAllocation;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.CryptographicUsageMask;
import io.lumenvault.kmip.spec.KmipMask;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.kmip.attribute.UsageAllocation;
import io.lumenvault.server.lifecycle.Lifecycle;
import io.lumenvault.server.lifecycle.State;
import io.lumenvault.server.vault.Vault;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Get Usage Allocation (KMIP 1.4 section 4.18, KMIP 2.1 section 6.1.23). Allocations of one key wait for each other on this node, and
 * the version of the row decides among nodes: no unit is given twice, and none is lost to a race. */
final class GetUsageAllocationHandler extends ObjectHandler<GetUsageAllocation.Request> {

    private static final int PROTECTING = KmipMask.of(CryptographicUsageMask.SIGN, CryptographicUsageMask.ENCRYPT,
            CryptographicUsageMask.WRAP_KEY, CryptographicUsageMask.MAC_GENERATE);
    private static final ReentrantLock[] LOCKS = Stream.generate(ReentrantLock::new).limit(64).toArray(ReentrantLock[]::new);

    GetUsageAllocationHandler(Vault vault) {
        super(Operation.GET_USAGE_ALLOCATION, GetUsageAllocation.Request.class, vault);
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, GetUsageAllocation.Request request) {
        UUID uid = call.object(request.uniqueIdentifier());
        ReentrantLock lock = LOCKS[Math.floorMod(uid.hashCode(), LOCKS.length)];
        lock.lock();
        try {
            call.changes().changed(vault().changing().changeToProtect(call.request(), uid,
                    event -> event.with("units", Long.toString(request.usageLimitsCount())), (object, now) -> decide(() -> {
                        ObjectAttributes attributes = attributes(object);
                        take(call, attributes, now, request.usageLimitsCount());
                        return attributes.toChange(object, now);
                    })));
        } finally {
            lock.unlock();
        }
        return new GetUsageAllocation.Response(uid.toString());
    }

    private static void take(Call call, ObjectAttributes object, Instant now, long units) {
        UsageAllocation limits = UsageAllocation.of(object).orElseThrow(() -> new KmipException(
                call.reason(ResultReason.ILLEGAL_OPERATION, ResultReason.ATTRIBUTE_NOT_FOUND), "the object has no Usage Limits"));
        Integer usage = object.cryptography().usageMask();
        if (usage == null || (usage & PROTECTING) == 0) {
            throw new KmipException(call.reason(ResultReason.ILLEGAL_OPERATION, ResultReason.INVALID_OBJECT_TYPE),
                    "the object is not for applying protection; only that is limited");
        }
        Instant stop = object.dates().protectStop();
        if (object.state() != State.ACTIVE || stop != null && !stop.isAfter(now)) {
            throw new KmipException(ResultReason.WRONG_KEY_LIFECYCLE_STATE, "protection can be applied while the object is Active,"
                    + " and until its Protect Stop Date; it is " + Lifecycle.name(object.state()));
        }
        limits.take(object, units);
    }
}
