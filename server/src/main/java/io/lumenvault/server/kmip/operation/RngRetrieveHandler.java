package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.payload.RngRetrieve;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.vault.Vault;
import java.util.Arrays;

/** RNG Retrieve (KMIP 1.4 section 4.35, KMIP 2.1 section 6.1.49): from the HSM's random source. */
final class RngRetrieveHandler implements Handler<RngRetrieve.Request> {

    private static final int MOST_BYTES = 65_536;

    private final Vault vault;

    RngRetrieveHandler(Vault vault) {
        this.vault = vault;
    }

    @Override
    public Operation operation() {
        return Operation.RNG_RETRIEVE;
    }

    @Override
    public Class<RngRetrieve.Request> request() {
        return RngRetrieve.Request.class;
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, RngRetrieve.Request request) {
        if (request.length() < 1 || request.length() > MOST_BYTES) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Data Length is " + request.length() + "; allowed are 1 to " + MOST_BYTES);
        }
        byte[] random = vault.using().serve(call.request(), request.length(), () -> {
            try (KeyMaterial material = vault.newMaterial(request.length())) {
                return material.lend(byte[]::clone);
            }
        });
        call.afterAnswer().add(() -> Arrays.fill(random, (byte) 0));
        return new RngRetrieve.Response(random);
    }
}
