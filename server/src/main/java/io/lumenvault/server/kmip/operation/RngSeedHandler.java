package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.payload.RngSeed;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.vault.Vault;
import java.util.Arrays;

/**
 * RNG Seed (KMIP 1.4 section 4.36, KMIP 2.1 section 6.1.50): the HSM's random source seeds itself, so no seed is taken, which is said by
 * a Data Length of 0.
 */
final class RngSeedHandler implements Handler<RngSeed.Request> {

    private final Vault vault;

    RngSeedHandler(Vault vault) {
        this.vault = vault;
    }

    @Override
    public Operation operation() {
        return Operation.RNG_SEED;
    }

    @Override
    public Class<RngSeed.Request> request() {
        return RngSeed.Request.class;
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, RngSeed.Request request) {
        Arrays.fill(request.data(), (byte) 0);
        int taken = vault.using().serve(call.request(), request.data().length, () -> 0);
        return new RngSeed.Response(taken);
    }
}
