package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.payload.RequestPayload;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.server.access.Permission;
import java.util.Optional;

/**
 * Serves one operation.
 *
 * @param <R> the request payload
 */
public interface Handler<R extends RequestPayload> {

    /** The operation. */
    Operation operation();

    /** Its request payload. */
    Class<R> request();

    /** The right that it needs; empty for what every client with a trusted certificate may ask. */
    default Optional<Permission> permission() {
        return Optional.of(Permission.OBJECT_USE);
    }

    /** Whether it is served in this version. */
    default boolean servedAt(ProtocolVersion version) {
        return operation().availableAt(version);
    }

    /** Whether a batch can take it back: it changes nothing, or notes in {@link Call#changes()} what it changes. */
    default boolean undoable() {
        return false;
    }

    /**
     * Refuses what {@link #handle} would refuse, and does nothing. In a batch that asks for Undo, items that cannot be taken back
     * come last and are served once none of them is refused.
     */
    default void rehearse(Call call, R request) {
        call.changes().requireFinal(operation().text());
    }

    /**
     * Serves a request.
     *
     * @throws io.lumenvault.kmip.KmipException to refuse before the door; the caller records it
     * @throws io.lumenvault.server.vault.VaultException when the door did not serve, which it has recorded
     */
    ResponsePayload handle(Call call, R request);
}
