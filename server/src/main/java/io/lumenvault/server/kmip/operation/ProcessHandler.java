package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.payload.Process;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.vault.Vault;
import java.time.Duration;

/** Process (KMIP 2.1 section 6.1.39): waits for the operation, so that the next Poll has its answer. */
final class ProcessHandler extends ObjectHandler<Process.Request> {

    private final AsynchronousRequests requests;

    ProcessHandler(Vault vault, AsynchronousRequests requests) {
        super(Operation.PROCESS, Process.Request.class, vault);
        this.requests = requests;
    }

    private static final Duration LONGEST = Duration.ofSeconds(20);

    @Override
    public ResponsePayload handle(Call call, Process.Request request) {
        if (!requests.find(call.principal().name(), request.asynchronousCorrelationValue()).await(LONGEST)) {
            throw new KmipException(ResultReason.GENERAL_FAILURE, "the operation takes longer than " + LONGEST.toSeconds() + " s");
        }
        return new Process.Response();
    }
}
