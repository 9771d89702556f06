package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.payload.Hash;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.kmip.cryptography.Hashing;
import io.lumenvault.server.kmip.cryptography.MessageOperation;
import io.lumenvault.server.vault.Vault;

/** Hash (KMIP 1.4 section 4.37, KMIP 2.1 section 6.1.24). */
final class HashHandler implements Handler<Hash.Request> {

    private static final int CORRELATION_BYTES = 16;

    private final Vault vault;
    private final Streams streams;

    HashHandler(Vault vault, Streams streams) {
        this.vault = vault;
        this.streams = streams;
    }

    @Override
    public Operation operation() {
        return Operation.HASH;
    }

    @Override
    public Class<Hash.Request> request() {
        return Hash.Request.class;
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, Hash.Request request) {
        Part part = Part.of(request.data(), request.stream());
        String principal = call.principal().name();
        MessageOperation hashing = part.first() ? Hashing.of(request.parameters())
                : streams.take(part.correlation(), principal, operation(), null, vault.now());
        byte[] out = vault.using().serve(call.request(), part.data().length,
                () -> part.last() ? hashing.finish(part.data()) : hashing.update(part.data()));
        if (part.last()) {
            return new Hash.Response(out, null);
        }
        byte[] correlation = part.first() ? vault.newMaterial(CORRELATION_BYTES).lend(byte[]::clone) : part.correlation();
        streams.put(correlation, principal, operation(), null, hashing, vault.now());
        return new Hash.Response(null, correlation);
    }
}
