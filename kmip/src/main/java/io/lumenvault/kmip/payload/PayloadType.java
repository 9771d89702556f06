package io.lumenvault.kmip.payload;

import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import java.util.function.BiFunction;

/** How the payloads of one operation are read. */
record PayloadType(Operation operation, BiFunction<Structure, ProtocolVersion, RequestPayload> request,
        BiFunction<Structure, ProtocolVersion, ResponsePayload> response) {
}
