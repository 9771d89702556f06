package io.lumenvault.server.kmip;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.message.RequestHeader;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.spec.AsynchronousIndicator;
import io.lumenvault.kmip.spec.CredentialType;
import io.lumenvault.kmip.spec.ResultReason;

/** What a header asks for that this server does not do. Each refuses the whole message before any item is served. */
final class MessageRules {

    private MessageRules() {}

    static void check(RequestMessage message, int mostItems) {
        RequestHeader header = message.header();
        if (message.items().size() > mostItems) {
            throw new KmipException(ResultReason.INVALID_MESSAGE,
                    "the batch has " + message.items().size() + " items; at most " + mostItems + " are served");
        }
        if (header.asynchronous() == AsynchronousIndicator.MANDATORY) {
            throw new KmipException(ResultReason.FEATURE_NOT_SUPPORTED, "operations are served synchronously only");
        }
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
