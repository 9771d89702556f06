package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.payload.RequestPayload;
import io.lumenvault.kmip.payload.ResponsePayload;
import java.util.List;
import java.util.Optional;

/**
 * Serves requests that stand beside each other in a batch at once, where it can. It refuses none of them: what it cannot serve at once is
 * served one after another, as if this had not been tried.
 *
 * @param <R> the request payload
 */
public interface JoiningHandler<R extends RequestPayload> extends Handler<R> {

    /** Whether a request can be among them: it names its object itself, and asks for nothing that another could have left. */
    boolean joins(R request);

    /**
     * Serves several requests: all of them, or none.
     *
     * @return their answers in their order; empty where they cannot be served so: then nothing has been done or recorded
     */
    Optional<List<ResponsePayload>> handleTogether(Call call, List<R> requests);
}
