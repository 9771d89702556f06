package io.lumenvault.server.kmip.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.kmip.payload.Payloads;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.access.Permission;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HandlersTest {

    private static final Set<Operation> OPEN = EnumSet.of(Operation.QUERY, Operation.DISCOVER_VERSIONS);

    private final Handlers handlers = new Handlers(null, null, null, null, new KmipFeatures(false, false, false, List.of(), Optional.empty(), Optional.empty()));

    @Test
    void everyHandler_declaresItsPermission_andOnlyTheOpenOnesNeedNone() {
        for (Handler<?> handler : handlers.all()) {
            assertEquals(OPEN.contains(handler.operation()) ? Optional.empty() : Optional.of(Permission.OBJECT_USE),
                    handler.permission(), handler.operation().text());
        }
    }

    @Test
    void everyHandler_hasAPayloadOfItsOwnOperation() {
        for (Handler<?> handler : handlers.all()) {
            assertTrue(Payloads.operations().contains(handler.operation()), handler.operation().text());
            String payload = handler.request().getEnclosingClass().getSimpleName();
            assertTrue(payload.equalsIgnoreCase(handler.operation().text().replaceAll("[^A-Za-z0-9]", "")), payload);
        }
    }
}
