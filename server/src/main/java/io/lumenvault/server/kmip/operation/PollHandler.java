package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.payload.Poll;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.vault.Vault;

/** Poll (KMIP 1.4 section 4.27, KMIP 2.1 section 6.1.38): the answer itself, once there is one, and once only. */
final class PollHandler extends ObjectHandler<Poll.Request> {

    private final AsynchronousRequests requests;

    PollHandler(Vault vault, AsynchronousRequests requests) {
        super(Operation.POLL, Poll.Request.class, vault);
        this.requests = requests;
    }

    @Override
    public ResponsePayload handle(Call call, Poll.Request request) {
        AsynchronousRequests.Entry entry = requests.find(call.principal().name(), request.asynchronousCorrelationValue());
        if (entry.answer() == null) {
            return new PolledAnswer(entry.operation(), null, entry.correlation());
        }
        if (entry.answer().payload() != null) {
            // Where there is no room for it now, it waits to be polled for again.
            call.room().expect(entry.answer().payload().encodedLength());
        }
        requests.fetched(entry);
        call.afterAnswer().add(entry::drop);
        return new PolledAnswer(entry.operation(), entry.answer(), null);
    }
}
