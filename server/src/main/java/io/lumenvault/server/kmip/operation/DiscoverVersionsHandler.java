package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.payload.DiscoverVersions;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.server.access.Permission;
import java.util.List;
import java.util.Optional;

/** Discover Versions (KMIP 1.4 section 4.26, KMIP 2.1 section 6.1.16). */
final class DiscoverVersionsHandler implements Handler<DiscoverVersions.Request> {

    private final List<ProtocolVersion> supported;

    /** @param supported the versions that are served, highest first */
    DiscoverVersionsHandler(List<ProtocolVersion> supported) {
        this.supported = supported;
    }

    @Override
    public Operation operation() {
        return Operation.DISCOVER_VERSIONS;
    }

    @Override
    public Class<DiscoverVersions.Request> request() {
        return DiscoverVersions.Request.class;
    }

    @Override
    public Optional<Permission> permission() {
        return Optional.empty();
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, DiscoverVersions.Request request) {
        return new DiscoverVersions.Response(request.versions().isEmpty() ? supported
                : supported.stream().filter(request.versions()::contains).toList());
    }
}
