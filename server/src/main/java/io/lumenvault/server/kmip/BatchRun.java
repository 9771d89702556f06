package io.lumenvault.server.kmip;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.message.RequestBatchItem;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.message.ResponseBatchItem;
import io.lumenvault.kmip.payload.RequestPayload;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.BatchErrorContinuationOption;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.operation.BatchIdentifiers;
import io.lumenvault.server.kmip.operation.Call;
import io.lumenvault.server.kmip.operation.Handler;
import io.lumenvault.server.kmip.operation.Handlers;
import io.lumenvault.server.kmip.operation.KmipRefusal;
import io.lumenvault.server.kmip.operation.RecordedRefusal;
import io.lumenvault.server.vault.Door;
import io.lumenvault.server.vault.VaultException;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Serves the items of one message, one after another in the order given (KMIP 1.4 sections 6.12, 6.13 and 11.43). */
final class BatchRun {

    private static final Logger LOG = Logger.getLogger(BatchRun.class);

    private final Handlers handlers;
    private final Door door;
    private final RequestMessage message;
    private final Caller caller;
    private final BatchIdentifiers identifiers = new BatchIdentifiers();
    private final List<Runnable> afterAnswer;

    /** @param afterAnswer collects what is run once the answer is written */
    BatchRun(Handlers handlers, Door door, RequestMessage message, Caller caller, List<Runnable> afterAnswer) {
        this.handlers = handlers;
        this.door = door;
        this.message = message;
        this.caller = caller;
        this.afterAnswer = afterAnswer;
    }

    List<ResponseBatchItem> serve() {
        List<ResponseBatchItem> answers = new ArrayList<>(message.items().size());
        for (RequestBatchItem item : message.items()) {
            ResponseBatchItem answer = serve(item);
            answers.add(answer);
            if (!answer.succeeded() && message.header().onError() != BatchErrorContinuationOption.CONTINUE) {
                break;
            }
        }
        return answers;
    }

    /** Refuses every item for the same reason; those that need a right are recorded. */
    List<ResponseBatchItem> refuse(KmipException error) {
        List<ResponseBatchItem> answers = new ArrayList<>(message.items().size());
        for (RequestBatchItem item : message.items()) {
            KmipException told = item.operation().flatMap(operation -> handlers.find(operation, version()))
                    .map(handler -> recorded(call(handler), error)).orElse(error);
            answers.add(ResponseBatchItem.failure(item, told, version()));
        }
        return answers;
    }

    private ResponseBatchItem serve(RequestBatchItem item) {
        try {
            Operation operation = item.operation().orElseThrow(() -> new KmipException(ResultReason.OPERATION_NOT_SUPPORTED,
                    String.format("operation 0x%08X is not known", item.operationCode())));
            Handler<?> handler = handlers.find(operation, version()).orElseThrow(() -> new KmipException(
                    ResultReason.OPERATION_NOT_SUPPORTED, operation.text() + " is not supported in version " + version()));
            return serve(item, handler, call(handler));
        } catch (KmipException refused) {
            return ResponseBatchItem.failure(item, refused, version());
        }
    }

    private <R extends RequestPayload> ResponseBatchItem serve(RequestBatchItem item, Handler<R> handler, Call call) {
        try {
            requirePermission(call);
            ResponsePayload response = handler.handle(call, handler.request().cast(item.readPayload(version())));
            ResponseBatchItem answer = ResponseBatchItem.success(item, response, version());
            identifiers.answered(response, answer.payload());
            return answer;
        } catch (VaultException refused) {
            return ResponseBatchItem.failure(item, Refusals.of(refused), version());
        } catch (RecordedRefusal refused) {
            return ResponseBatchItem.failure(item, refused.error(), version());
        } catch (KmipException refused) {
            return ResponseBatchItem.failure(item, recorded(call, refused), version());
        } catch (RuntimeException failure) {
            return ResponseBatchItem.failure(item, failed(call, failure), version());
        }
    }

    /** What failed outside the door, an HSM that is away for example, is told apart and recorded by it. */
    private KmipException failed(Call call, RuntimeException failure) {
        if (call.permission() == null) {
            LOG.error(call.operation().text() + " failed", failure);
            return new KmipException(ResultReason.GENERAL_FAILURE, "the request failed");
        }
        try {
            return door.pass(call.request(), List.of(), () -> {
                throw failure;
            });
        } catch (VaultException told) {
            return Refusals.of(told);
        }
    }

    /** Without the right, not even the payload is looked at. */
    private void requirePermission(Call call) {
        if (call.permission() != null && !call.principal().may(call.permission())) {
            door.pass(call.request(), List.of(), () -> null);
        }
    }

    /** Records a refusal that did not come from the door. @return what the client is told */
    private KmipException recorded(Call call, KmipException refused) {
        if (call.permission() == null) {
            return refused;
        }
        try {
            door.refuse(call.request(), List.of(), new KmipRefusal(refused));
            return refused;
        } catch (VaultException unrecorded) {
            return Refusals.of(unrecorded);
        }
    }

    private Call call(Handler<?> handler) {
        return new Call(caller.principal(), caller.address(), version(), handler.operation(),
                handler.permission().orElse(null), identifiers, afterAnswer);
    }

    private ProtocolVersion version() {
        return message.version();
    }
}
