package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.payload.QueryAsynchronousRequests;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.vault.Vault;
import java.util.Arrays;
import java.util.Comparator;

/** Query Asynchronous Requests (KMIP 2.1 section 6.1.41): those of the caller whose answers have not been fetched. */
final class QueryAsynchronousRequestsHandler extends ObjectHandler<QueryAsynchronousRequests.Request> {

    private final AsynchronousRequests requests;

    QueryAsynchronousRequestsHandler(Vault vault, AsynchronousRequests requests) {
        super(Operation.QUERY_ASYNCHRONOUS_REQUESTS, QueryAsynchronousRequests.Request.class, vault);
        this.requests = requests;
    }

    @Override
    public ResponsePayload handle(Call call, QueryAsynchronousRequests.Request request) {
        return new QueryAsynchronousRequests.Response(requests.of(call.principal().name()).stream()
                .filter(entry -> request.operations().isEmpty() || request.operations().contains(entry.operation()))
                .filter(entry -> request.correlationValues().isEmpty() || request.correlationValues().stream()
                        .anyMatch(value -> Arrays.equals(value, entry.correlation())))
                .sorted(Comparator.comparing(AsynchronousRequests.Entry::submitted))
                .map(entry -> new QueryAsynchronousRequests.Pending(entry.correlation(), entry.operation(), entry.submitted(),
                        entry.stage()))
                .toList());
    }
}
