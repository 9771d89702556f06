package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.payload.RequestPayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.vault.Vault;
import java.util.function.Supplier;

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
