package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.payload.Log;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.vault.Vault;

/** Log (KMIP 2.1 section 6.1.29): the client's words become an entry of the audit log. */
final class LogHandler extends ObjectHandler<Log.Request> {

    private static final int LONGEST = 4096;

    LogHandler(Vault vault) {
        super(Operation.LOG, Log.Request.class, vault);
    }

    @Override
    public ResponsePayload handle(Call call, Log.Request request) {
        if (request.message().length() > LONGEST) {
            throw new KmipException(ResultReason.INVALID_FIELD,
                    "Log Message has " + request.message().length() + " characters; at most " + LONGEST + " are kept");
        }
        vault().note(call.request(), event -> event.with("message", request.message()));
        return new Log.Response();
    }
}
