package io.lumenvault.server.kmip;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.message.Credential;
import io.lumenvault.kmip.message.RequestBatchItem;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.message.ResponseBatchItem;
import io.lumenvault.kmip.payload.RequestPayload;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.BatchErrorContinuationOption;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.ResultStatus;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.kmip.operation.AnswerRoom;
import io.lumenvault.server.kmip.operation.AsynchronousRequests;
import io.lumenvault.server.kmip.operation.BatchChanges;
import io.lumenvault.server.kmip.operation.BatchIdentifiers;
import io.lumenvault.server.kmip.operation.Call;
import io.lumenvault.server.kmip.operation.Handler;
import io.lumenvault.server.kmip.operation.Handlers;
import io.lumenvault.server.kmip.operation.JoiningHandler;
import io.lumenvault.server.kmip.operation.PolledAnswer;
import io.lumenvault.server.kmip.operation.RecordedRefusal;
import io.lumenvault.server.kmip.operation.TicketRights;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.vault.VaultException;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Serves the items of one message, one after another in the order given (KMIP 1.4 sections 6.12, 6.13 and 11.43). */
final class BatchRun {

    private static final Logger LOG = Logger.getLogger(BatchRun.class);

    private final Handlers handlers;
    private final ItemRefusals refusals;
    private final RequestMessage message;
    private final Caller caller;
    private final BatchIdentifiers identifiers = new BatchIdentifiers();
    private final BatchChanges changes;
    private final List<Runnable> afterAnswer;
    private final int mostItems;
    private final String correlation;
    private final AnswerRoom room;
    private TicketRights rights = TicketRights.ALL;
    /** Whether something was done that cannot be taken back. */
    private boolean irrevocable;

    /** What is done with an item. */
    private interface Step {
        <R extends RequestPayload> ResponseBatchItem run(RequestBatchItem item, Handler<R> handler, Call call);
    }

    /**
     * @param mostItems how many items are served, with those that are repeated
     * @param afterAnswer collects what is run once the answer is written
     * @param room what the answer may hold
     */
    BatchRun(Handlers handlers, ItemRefusals refusals, RequestMessage message, int mostItems, Caller caller, List<Runnable> afterAnswer,
            AnswerRoom room) {
        this.handlers = handlers;
        this.refusals = refusals;
        this.message = message;
        this.mostItems = mostItems;
        this.correlation = ClientCorrelation.of(message);
        this.caller = caller;
        this.afterAnswer = afterAnswer;
        this.room = room;
        this.changes = new BatchChanges(
                message.header().onError() == BatchErrorContinuationOption.UNDO && message.items().size() > 1);
    }

    /** Uses the tickets among the request's credentials. @throws KmipException with Invalid Ticket where one is not good */
    void limitTo(List<Credential> credentials) {
        try {
            rights = handlers.rights(credentials, request("Use Ticket"));
        } catch (VaultException refused) {
            throw Refusals.of(refused);
        }
    }

    /** Takes on the one item of the message, which is served after the answer: {@link MessageRules} admits no more. */
    List<ResponseBatchItem> submit() {
        RequestBatchItem item = message.items().getFirst();
        return List.of(attempt(item, this::submit));
    }

    private <R extends RequestPayload> ResponseBatchItem submit(RequestBatchItem item, Handler<R> handler, Call call) {
        refusals.requirePermission(call);
        AsynchronousRequests.Entry entry = handlers.begin(caller.principal().name(), call.operation());
        RequestMessage copy = AnswerCopy.of(message, handlers.versions());
        Thread.ofVirtual().start(() -> serveLater(entry, copy));
        return new ResponseBatchItem(item.operationCode(), item.uniqueBatchItemId(), ResultStatus.OPERATION_PENDING, null, null,
                entry.correlation(), null, List.of());
    }

    /** @param copy of the message, wiped at the end */
    private void serveLater(AsynchronousRequests.Entry entry, RequestMessage copy) {
        List<Runnable> after = new ArrayList<>(List.<Runnable>of(copy::wipe));
        AnswerRoom own = room.another();
        try {
            BatchRun later = new BatchRun(handlers, refusals, copy, mostItems,
                    new Caller(caller.principal(), caller.address(), caller.credentials(), null), after, own);
            later.rights = rights;
            RequestBatchItem item = copy.items().getFirst();
            handlers.asynchronous().finish(entry, AnswerCopy.of(later.serve(item)), refused -> ResponseBatchItem.failure(item, refused, version()), own);
        } catch (RuntimeException | Error failure) {
            own.close();
            throw failure;
        } finally {
            after.forEach(Runnable::run);
        }
    }

    List<ResponseBatchItem> serve() {
        List<RequestBatchItem> items = new ArrayList<>(message.items());
        List<ResponseBatchItem> answers = new ArrayList<>(items.size());
        boolean rehearsed = !changes.undoing();
        int oneByOne = 0;
        while (answers.size() < items.size()) {
            List<RequestBatchItem> left = items.subList(answers.size(), items.size());
            int before = answers.size();
            if (before >= oneByOne) {
                // Those that joined and were not served at once are not tried so again.
                oneByOne = before + join(left, answers);
            }
            if (answers.size() > before) {
                continue;
            }
            RequestBatchItem item = left.getFirst();
            List<RequestBatchItem> repeated = RepeatedItem.of(item, identifiers);
            if (repeated.size() > 1 && items.size() + repeated.size() - 1 <= mostItems) {
                left.removeFirst();
                left.addAll(0, repeated);
                continue;
            }
            if (!rehearsed && !undoable(item)) {
                ResponseBatchItem refused = rehearse(left);
                if (refused != null) {
                    return undone(answers, refused);
                }
                rehearsed = true;
            }
            ResponseBatchItem answer = serve(item);
            if (!answer.succeeded() && message.header().onError() != BatchErrorContinuationOption.CONTINUE) {
                return undone(answers, answer);
            }
            answers.add(answer);
            irrevocable |= !undoable(item);
        }
        return answers;
    }

    /** Serves the first of these items at once and adds their answers, where they can be served so. @return how many joined */
    private int join(List<RequestBatchItem> left, List<ResponseBatchItem> answers) {
        if (left.size() < 2 || !(left.getFirst().operation().flatMap(operation -> handlers.find(operation, version())).orElse(null)
                instanceof JoiningHandler<?> handler)) {
            return 0;
        }
        Call call = call(handler);
        if (call.permission() != null && !call.principal().may(call.permission())) {
            return 0;
        }
        JoinedItems joined = JoinedItems.serve(left, handler, call, rights);
        int before = answers.size();
        try {
            for (ResponsePayload response : joined.answers()) {
                answers.add(answered(left.get(answers.size() - before), response));
            }
        } catch (KmipException noRoom) {
            LOG.debugf("the rest of %d items is served one by one: %s", joined.size(), noRoom.getMessage());
        }
        return joined.size();
    }

    private ResponseBatchItem answered(RequestBatchItem item, ResponsePayload response) {
        ResponseBatchItem answer = ResponseBatchItem.success(item, response, version());
        room.answered(answer.payload().encodedLength());
        identifiers.answered(response, answer.payload());
        return answer;
    }

    private boolean undoable(RequestBatchItem item) {
        return item.operation().flatMap(operation -> handlers.find(operation, version())).map(Handler::undoable).orElse(true);
    }

    /** The first refusal among items that cannot be taken back, in the place of the first of them; null where there is none. */
    private ResponseBatchItem rehearse(List<RequestBatchItem> last) {
        for (RequestBatchItem item : last) {
            for (RequestBatchItem one : RepeatedItem.of(item, identifiers)) {
                ResponseBatchItem refused = attempt(one, this::rehearse);
                if (refused != null && !refused.succeeded()) {
                    return last.getFirst() == item ? refused : ResponseBatchItem.failure(last.getFirst(), new KmipException(
                            refused.reason(), "a later item of the batch would fail: " + refused.message()), version());
                }
            }
        }
        return null;
    }

    private <R extends RequestPayload> ResponseBatchItem rehearse(RequestBatchItem item, Handler<R> handler, Call call) {
        refusals.requirePermission(call);
        rights.require(call.operation(), item.payload(), identifiers::all);
        handler.rehearse(call, handler.request().cast(item.readPayload(version())));
        return null;
    }

    /**
     * Where Undo is asked for, all that was done is taken back. Where it cannot be, since others have changed some of it or an object is
     * destroyed, all of it stays, and stays a success.
     */
    private List<ResponseBatchItem> undone(List<ResponseBatchItem> done, ResponseBatchItem failed) {
        List<ResponseBatchItem> answers = new ArrayList<>(done);
        if (changes.undoing() && !irrevocable) {
            try {
                handlers.undo(changes, request("Undo"));
                answers.replaceAll(BatchRun::undone);
            } catch (VaultException kept) {
                LOG.warnf("a batch could not be undone: %s", kept.getMessage());
            }
        }
        answers.add(failed);
        return answers;
    }

    /** As the test cases have it, the payload stays: it names what was undone. */
    private static ResponseBatchItem undone(ResponseBatchItem done) {
        return new ResponseBatchItem(done.operationCode(), done.uniqueBatchItemId(), ResultStatus.OPERATION_UNDONE, null, null, null,
                done.payload(), done.extensions());
    }

    /** Refuses every item for the same reason; those that need a right are recorded. */
    List<ResponseBatchItem> refuse(KmipException error) {
        List<ResponseBatchItem> answers = new ArrayList<>(message.items().size());
        for (RequestBatchItem item : message.items()) {
            KmipException told = item.operation().flatMap(operation -> handlers.find(operation, version()))
                    .map(handler -> refusals.recorded(call(handler), error)).orElse(error);
            answers.add(ResponseBatchItem.failure(item, told, version()));
        }
        return answers;
    }

    private ResponseBatchItem serve(RequestBatchItem item) {
        return attempt(item, this::serve);
    }

    private ResponseBatchItem attempt(RequestBatchItem item, Step step) {
        try {
            Operation operation = item.operation().orElseThrow(() -> new KmipException(ResultReason.OPERATION_NOT_SUPPORTED,
                    String.format("operation 0x%08X is not known", item.operationCode())));
            Handler<?> handler = handlers.find(operation, version()).orElseThrow(() -> new KmipException(
                    ResultReason.OPERATION_NOT_SUPPORTED, operation.text() + " is not supported in version " + version()));
            return attempt(item, handler, call(handler), step);
        } catch (KmipException refused) {
            return ResponseBatchItem.failure(item, refused, version());
        }
    }

    private <R extends RequestPayload> ResponseBatchItem serve(RequestBatchItem item, Handler<R> handler, Call call) {
        refusals.requirePermission(call);
        rights.require(call.operation(), item.payload(), identifiers::all);
        RequestPayload request = handlers.withTemplates(call, item.readPayload(version()));
        ResponsePayload response = handler.handle(call, handler.request().cast(request));
        if (response instanceof PolledAnswer polled) {
            room.answered(polled.toStructure(version()).encodedLength());
            return polled.to(item);
        }
        return answered(item, response);
    }

    private <R extends RequestPayload> ResponseBatchItem attempt(RequestBatchItem item, Handler<R> handler, Call call, Step step) {
        try {
            return step.run(item, handler, call);
        } catch (VaultException refused) {
            return ResponseBatchItem.failure(item, Refusals.of(refused), version());
        } catch (RecordedRefusal refused) {
            return ResponseBatchItem.failure(item, refused.error(), version());
        } catch (KmipException refused) {
            return ResponseBatchItem.failure(item, refusals.recorded(call, refused), version());
        } catch (RuntimeException failure) {
            return ResponseBatchItem.failure(item, refusals.failed(call, failure), version());
        }
    }

    private AccessRequest request(String what) {
        return new AccessRequest(caller.principal(), caller.address(), Call.PROTOCOL, what, Permission.OBJECT_USE)
                .knownAs(correlation);
    }

    private Call call(Handler<?> handler) {
        return new Call(caller.principal(), caller.address(), version(), handler.operation(),
                handler.permission().orElse(null), identifiers, changes, handlers.settings(), caller.roles(), afterAnswer,
                caller.credentials(), correlation, room);
    }

    private ProtocolVersion version() {
        return message.version();
    }
}
