package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.payload.Query;
import io.lumenvault.kmip.payload.QueryResponseBuilder;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.QueryFunction;
import io.lumenvault.kmip.spec.RngAlgorithm;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.kmip.attribute.ProtectionStorage;
import java.util.List;
import java.util.Optional;

/** Query (KMIP 1.4 section 4.25, KMIP 2.1 section 6.1.40): answers from the registry of handlers. */
final class QueryHandler implements Handler<Query.Request> {

    private static final String VENDOR = "Lumenvault";

    private final Handlers handlers;

    QueryHandler(Handlers handlers) {
        this.handlers = handlers;
    }

    @Override
    public Operation operation() {
        return Operation.QUERY;
    }

    @Override
    public Class<Query.Request> request() {
        return Query.Request.class;
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
    public ResponsePayload handle(Call call, Query.Request request) {
        QueryResponseBuilder answer = Query.Response.builder();
        for (QueryFunction function : request.functions()) {
            answer(answer, function, call);
        }
        return answer.build();
    }

    /** Functions without an answer here (namespaces, extensions, attestation, validations, profiles) have nothing to list. */
    private void answer(QueryResponseBuilder answer, QueryFunction function, Call call) {
        ProtocolVersion version = call.version();
        switch (function) {
            case QUERY_OPERATIONS -> answer.operations(handlers.operations(version));
            case QUERY_OBJECTS -> answer.objectTypes(objectTypes(version));
            case QUERY_SERVER_INFORMATION -> answer.vendorIdentification(VENDOR).serverInformation(serverInformation(version));
            case QUERY_RNGS -> answer.rngParameters(List.of(Structure.of(Tag.RNG_PARAMETERS,
                    new Item.Enumeration(Tag.RNG_ALGORITHM, RngAlgorithm.UNSPECIFIED.code()))));
            case QUERY_CAPABILITIES -> answer.capabilityInformation(List.of(Structure.of(Tag.CAPABILITY_INFORMATION,
                    new Item.Bool(Tag.STREAMING_CAPABILITY, true), new Item.Bool(Tag.ASYNCHRONOUS_CAPABILITY, true),
                    new Item.Bool(Tag.ATTESTATION_CAPABILITY, false), new Item.Bool(Tag.BATCH_UNDO_CAPABILITY, true),
                    new Item.Bool(Tag.BATCH_CONTINUE_CAPABILITY, true))));
            case QUERY_STORAGE_PROTECTION_MASKS -> answer.protectionStorageMasks(
                    List.of(ProtectionStorage.MASK, ProtectionStorage.INTERNAL_MASK, ProtectionStorage.TRANSLATE_MASK));
            case QUERY_DEFAULTS_INFORMATION -> call.settings().defaults(call.principal().name())
                    .ifPresent(defaults -> answer.defaultsInformation(defaults.toStructure(version)));
            default -> { }
        }
    }

    /** The fields have names since 2.0; 1.x leaves them to each vendor. */
    private static Structure serverInformation(ProtocolVersion version) {
        return version.major() == 1 ? Structure.of(Tag.SERVER_INFORMATION)
                : Structure.of(Tag.SERVER_INFORMATION, Item.Text.of(Tag.PRODUCT_NAME, VENDOR));
    }

    private static List<ObjectType> objectTypes(ProtocolVersion version) {
        return RegisterHandler.OBJECT_TYPES.stream().filter(type -> type.availableAt(version)).toList();
    }
}
