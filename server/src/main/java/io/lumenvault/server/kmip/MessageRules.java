package io.lumenvault.server.kmip;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.message.RequestHeader;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.spec.AsynchronousIndicator;
import io.lumenvault.kmip.spec.CredentialType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import java.util.EnumSet;
import java.util.Set;

/** What a header asks for that this server does not do. Each refuses the whole message before any item is served. */
final class MessageRules {

    private static final Set<Operation> SYNCHRONOUS =
            EnumSet.of(Operation.POLL, Operation.CANCEL, Operation.PROCESS, Operation.QUERY_ASYNCHRONOUS_REQUESTS);

    private MessageRules() {}

    static void check(RequestMessage message, int mostItems) {
        RequestHeader header = message.header();
        if (message.items().size() > mostItems) {
            throw new KmipException(ResultReason.INVALID_MESSAGE,
                    "the batch has " + message.items().size() + " items; at most " + mostItems + " are served");
        }
        if (header.asynchronous() == AsynchronousIndicator.MANDATORY) {
            requireAsynchronous(message);
        }
    }

    private static void requireAsynchronous(RequestMessage message) {
        if (message.items().size() > 1) {
            throw new KmipException(ResultReason.FEATURE_NOT_SUPPORTED, "a batch of several items is served synchronously only");
        }
        message.items().getFirst().operation().filter(SYNCHRONOUS::contains).ifPresent(operation -> {
            throw new KmipException(ResultReason.FEATURE_NOT_SUPPORTED, operation.text() + " is served synchronously only");
        });
    }

    /**
     * The certificate authenticates the client. A credential beside it that cannot be verified is refused: to pass over it would
     * serve a request under an identity that the client did not mean. Attestation says nothing of identity and is not required; a
     * ticket is used, and must be good.
     */
    static void checkCredentials(RequestHeader header) {
        header.credentials().stream()
                .filter(credential -> credential.type() != CredentialType.ATTESTATION && credential.type() != CredentialType.TICKET)
                .findFirst()
                .ifPresent(credential -> {
                    throw new KmipException(ResultReason.AUTHENTICATION_NOT_SUCCESSFUL, "a credential of type "
                            + credential.type().text() + " cannot be verified; the client's certificate authenticates it");
                });
    }
}
