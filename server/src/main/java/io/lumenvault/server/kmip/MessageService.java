package io.lumenvault.server.kmip;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.message.ResponseBatchItem;
import io.lumenvault.kmip.message.ResponseHeader;
import io.lumenvault.kmip.message.ResponseMessage;
import io.lumenvault.kmip.spec.AsynchronousIndicator;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.server.kmip.MessageEncoding.UnreadableMessageException;
import io.lumenvault.server.kmip.operation.AnswerRoom;
import io.lumenvault.server.kmip.operation.Handlers;
import io.lumenvault.server.vault.Door;
import io.lumenvault.server.vault.Login;
import io.lumenvault.server.vault.VaultException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Answers messages: bytes in, bytes out. Every message gets an answer, in its own encoding and at its own version, and no answer
 * holds a field that the version does not have. Knows no socket.
 */
final class MessageService {

    private final Handlers handlers;
    private final ItemRefusals refusals;
    private final Clock clock;
    private final MessageRules rules;
    private final AnswerMemory answers;

    MessageService(Handlers handlers, Door door, Clock clock, MessageRules rules, AnswerMemory answers) {
        this.handlers = handlers;
        this.refusals = new ItemRefusals(door);
        this.clock = clock;
        this.rules = rules;
        this.answers = answers;
    }

    /** Answers a message, in its own encoding. Its bytes are wiped; the caller wipes the answer and closes its room once it is sent. */
    Answer answer(byte[] bytes, MessageEncoding encoding, Caller caller) {
        Structure message;
        try {
            message = encoding.read(bytes, handlers.preview());
        } catch (UnreadableMessageException malformed) {
            return unreadable(encoding, malformed.getMessage());
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
        try {
            return answer(message, encoding, caller);
        } finally {
            message.wipe();
        }
    }

    /** The answer to a message that cannot be read (KMIP 1.4 section 11.1); its version was not read either. */
    Answer unreadable(MessageEncoding encoding, String problem) {
        return refused(encoding, ProtocolVersion.V1_0, new KmipException(ResultReason.INVALID_MESSAGE, problem));
    }

    /** The answer to a message that there is no room for; its version was not read. */
    Answer overloaded(MessageEncoding encoding, String problem) {
        return refused(encoding, ProtocolVersion.V1_0, new KmipException(ResultReason.GENERAL_FAILURE, problem));
    }

    private Answer refused(MessageEncoding encoding, ProtocolVersion version, KmipException error) {
        return new Answer(encoding.write(ResponseMessage.failure(version, clock.instant(), error).toStructure()), error.getMessage(),
                answers.share(1));
    }

    private Answer answer(Structure structure, MessageEncoding encoding, Caller caller) {
        RequestMessage request;
        try {
            request = RequestMessage.read(Versions.discovering(structure, RequestMessage.peekVersion(structure), handlers.versions()),
                    handlers.versions());
        } catch (KmipException malformed) {
            return refused(encoding, Versions.answering(structure, handlers.versions()), malformed);
        }
        List<Runnable> afterAnswer = new ArrayList<>(request.items().size());
        AnswerRoom room = answers.share(encoding.copies());
        boolean answered = false;
        try {
            Served served = serve(request, caller, afterAnswer, room);
            ResponseHeader header = ResponseHeader.of(request.version(), clock.instant());
            ResponseMessage response =
                    new ResponseMessage(header.withServerHashedPassword(served.serverHashedPassword()), served.items());
            ResponseMessage limited = ResponseSize.limit(response, request);
            if (limited != response) {
                caller.keepRoles();
            }
            Answer answer = new Answer(encoding.write(limited.toStructure()), null, room);
            answered = true;
            return answer;
        } catch (IllegalArgumentException text) {
            caller.keepRoles();
            return refused(encoding, request.version(), new KmipException(ResultReason.GENERAL_FAILURE, text.getMessage()));
        } finally {
            if (!answered) {
                room.close();
            }
            afterAnswer.forEach(Runnable::run);
        }
    }

    /** Credentials are verified once for a message, however many items it has. */
    private Served serve(RequestMessage request, Caller certified, List<Runnable> afterAnswer, AnswerRoom room) {
        BatchRun batch = new BatchRun(handlers, refusals, request, rules.mostItems(), certified, afterAnswer, room);
        Login login;
        try {
            rules.check(request, clock.instant());
            login = handlers.login(request.header().credentials(), certified.principal(), certified.address());
            batch = new BatchRun(handlers, refusals, request, rules.mostItems(), certified.as(login), afterAnswer, room);
            batch.limitTo(request.header().credentials());
        } catch (VaultException undecided) {
            return new Served(batch.refuse(Refusals.of(undecided)), null);
        } catch (KmipException refused) {
            return new Served(batch.refuse(refused), null);
        }
        return new Served(request.header().asynchronous() == AsynchronousIndicator.MANDATORY ? batch.submit() : batch.serve(),
                login.serverHashedPassword());
    }

    /** The items of an answer, and what its header proves to a client that brought a Hashed Password, or null. */
    private record Served(List<ResponseBatchItem> items, byte[] serverHashedPassword) {}

    /**
     * An answer.
     *
     * @param bytes the message
     * @param fault why the request could not be read, or null where it could
     * @param room what it holds
     */
    record Answer(byte[] bytes, String fault, AnswerRoom room) {}
}
