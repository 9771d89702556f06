package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.kmip.attribute.Identifiers;
import io.lumenvault.server.vault.AccessRequest;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * The circumstances in which one batch item is served.
 *
 * @param principal who asks
 * @param client the caller's address
 * @param version the version of the message
 * @param operation what is asked
 * @param permission the right it needs, or null for none
 * @param identifiers the identifiers that the batch has come upon
 * @param roles by which the roles of the connection can be changed, or null where they cannot
 * @param afterAnswer what is run once the answer is written, to wipe key material
 * @param credentials the user's credentials that the request was authenticated by; none where the client certificate is all
 * @param correlation the Client Correlation Value, printable, or null
 * @param room what the answer to the whole message may hold
 */
public record Call(Principal principal, String client, ProtocolVersion version, Operation operation, Permission permission,
        BatchIdentifiers identifiers, BatchChanges changes, CreationSettings settings, RoleChange roles, List<Runnable> afterAnswer,
        List<UUID> credentials, String correlation, AnswerRoom room) {

    /** How the audit log names the protocol. */
    public static final String PROTOCOL = "kmip";

    public Call {
        Objects.requireNonNull(principal, "principal");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(operation, "operation");
        credentials = List.copyOf(credentials);
    }

    /** What is asked at the door. */
    public AccessRequest request() {
        return new AccessRequest(principal, client, PROTOCOL, operation.text(), permission).knownAs(correlation);
    }

    /**
     * The object that a payload names.
     *
     * @throws KmipException with Object Not Found when no object can have that identifier
     */
    UUID object(UniqueIdentifier named) {
        String text = identifiers.resolve(named);
        return Identifiers.parse(text)
                .orElseThrow(() -> new KmipException(ResultReason.OBJECT_NOT_FOUND, "no object has this Unique Identifier"));
    }

    /** The reason for the same fault in 1.x and in 2.x, where the error tables differ. */
    ResultReason reason(ResultReason of1, ResultReason of2) {
        return version.major() == 1 ? of1 : of2;
    }
}
