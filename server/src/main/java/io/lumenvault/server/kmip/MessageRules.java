package io.lumenvault.server.kmip;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.message.RequestHeader;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.spec.AsynchronousIndicator;
import io.lumenvault.kmip.spec.CredentialType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a message asks for that this server does not do. Each refuses the whole message before any item is served.
 *
 * @param mostItems the largest batch that is served
 * @param clockSkew how far a request's Time Stamp may be from this node's clock, either way; null where any is taken
 */
record MessageRules(int mostItems, Duration clockSkew) {

    private static final Set<Operation> SYNCHRONOUS =
            EnumSet.of(Operation.POLL, Operation.CANCEL, Operation.PROCESS, Operation.QUERY_ASYNCHRONOUS_REQUESTS);

    private static final Set<CredentialType> USED = EnumSet.of(CredentialType.USERNAME_AND_PASSWORD, CredentialType.DEVICE,
            CredentialType.ONE_TIME_PASSWORD, CredentialType.HASHED_PASSWORD, CredentialType.TICKET);

    MessageRules {
        if (mostItems < 1) {
            throw new IllegalArgumentException("batches of at most " + mostItems + " items; at least 1");
        }
        if (clockSkew != null && clockSkew.isNegative()) {
            throw new IllegalArgumentException("a clock skew of " + clockSkew + "; at least 0");
        }
    }

    void check(RequestMessage message, Instant now) {
        RequestHeader header = message.header();
        message.refuseCriticalExtensions();
        checkTime(header.timeStamp(), now);
        checkCredentials(header);
        if (message.items().size() > mostItems) {
            throw new KmipException(ResultReason.INVALID_MESSAGE,
                    "the batch has " + message.items().size() + " items; at most " + mostItems + " are served");
        }
        if (header.asynchronous() == AsynchronousIndicator.MANDATORY) {
            requireAsynchronous(message);
        }
    }

    /** A client's clock may be wrong, and nothing here goes by it: only a site that asks for it refuses (KMIP 2.1 section 9.20). */
    private void checkTime(Instant sent, Instant now) {
        if (clockSkew != null && sent != null && Duration.between(sent, now).abs().compareTo(clockSkew) > 0) {
            throw new KmipException(ResultReason.INVALID_MESSAGE, "the Time Stamp " + sent + " is more than " + clockSkew.toSeconds()
                    + " s from this node's clock, which is at " + now);
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
     * All credentials of a request must be satisfied (KMIP 2.1 section 9.4). One that cannot be verified is refused: to pass over it would
     * serve a request under an identity, or on a platform, that the client did not mean. No operation here requires attestation, so nothing
     * is ever answered with Attestation Required.
     */
    private static void checkCredentials(RequestHeader header) {
        header.credentials().stream().filter(credential -> !USED.contains(credential.type())).findFirst().ifPresent(credential -> {
            throw new KmipException(ResultReason.AUTHENTICATION_NOT_SUCCESSFUL, "a credential of type " + credential.type().text()
                    + " cannot be verified" + (credential.type() == CredentialType.ATTESTATION
                            ? ": this node has no attestation service, and requires no attestation" : ""));
        });
    }
}
