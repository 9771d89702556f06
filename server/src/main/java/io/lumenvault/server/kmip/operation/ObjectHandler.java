package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.payload.RequestPayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.vault.Vault;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What handlers of operations on one object share. */
abstract class ObjectHandler<R extends RequestPayload> implements Handler<R> {

    private final Operation operation;
    private final Class<R> request;
    private final Vault vault;

    ObjectHandler(Operation operation, Class<R> request, Vault vault) {
        this.operation = operation;
        this.request = request;
        this.vault = vault;
    }

    @Override
    public final Operation operation() {
        return operation;
    }

    @Override
    public final Class<R> request() {
        return request;
    }

    final Vault vault() {
        return vault;
    }

    /** Changes one of the caller's objects through the door; the batch remembers what it was. */
    final void change(Call call, UUID uid, UnaryOperator<AuditEvent> facts, BiFunction<ManagedObject, Instant, ObjectChange> change) {
        call.changes().changed(vault.changing().change(call.request(), uid, facts, change));
    }

    final ObjectAttributes attributes(ManagedObject object) {
        return ObjectAttributes.of(object, vault.state(object));
    }

    /** Runs a decision inside the door: its refusal is recorded there, with the object. */
    static <T> T decide(Supplier<T> decision) {
        try {
            return decision.get();
        } catch (KmipException refused) {
            throw new KmipRefusal(refused);
        }
    }
}
