package io.lumenvault.server.kmip;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.message.RequestBatchItem;
import io.lumenvault.kmip.payload.RequestPayload;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.server.kmip.operation.Call;
import io.lumenvault.server.kmip.operation.JoiningHandler;
import io.lumenvault.server.kmip.operation.TicketRights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The items at the head of what is left of a batch that can be served at once: of one operation, each allowed, none in need of another's
 * answer. What a client is told is what it would be told one after another.
 */
final class JoinedItems {

    private static final Logger LOG = Logger.getLogger(JoinedItems.class);

    private final int size;
    private final Optional<List<ResponsePayload>> answers;

    private JoinedItems(int size, Optional<List<ResponsePayload>> answers) {
        this.size = size;
        this.answers = answers;
    }

    /** Serves them, if there are several. */
    static <R extends RequestPayload> JoinedItems serve(List<RequestBatchItem> left, JoiningHandler<R> handler, Call call, TicketRights rights) {
        List<R> requests = new ArrayList<>(left.size());
        for (RequestBatchItem item : left) {
            Optional<R> request = request(item, handler, call, rights);
            if (request.isEmpty()) {
                break;
            }
            requests.add(request.get());
        }
        return new JoinedItems(requests.size(), requests.size() < 2 ? Optional.empty() : together(handler, call, requests));
    }

    private static <R extends RequestPayload> Optional<R> request(RequestBatchItem item, JoiningHandler<R> handler, Call call, TicketRights rights) {
        if (item.operationCode() != handler.operation().code()) {
            return Optional.empty();
        }
        try {
            rights.require(call.operation(), item.payload(), call.identifiers()::all);
            return Optional.of(handler.request().cast(item.readPayload(call.version()))).filter(handler::joins);
        } catch (KmipException refused) {
            return Optional.empty();
        }
    }

    private static <R extends RequestPayload> Optional<List<ResponsePayload>> together(JoiningHandler<R> handler, Call call, List<R> requests) {
        try {
            return handler.handleTogether(call, requests);
        } catch (RuntimeException apart) {
            LOG.debugf("%d items are served one by one: %s", requests.size(), apart.getMessage());
            return Optional.empty();
        }
    }

    /** The number of items that joined; those that were not served are to be served one after another. */
    int size() {
        return size;
    }

    /** What they are answered, in their order; empty where they were not served. */
    List<ResponsePayload> answers() {
        return answers.orElse(List.of());
    }
}
