package io.lumenvault.kmip.client;

import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.spec.Operation;
import java.util.EnumSet;
import java.util.Set;

/** Which messages may be sent twice. Locate is not among them: finding fresh members of a group may use them up. */
final class Retries {

    private static final Set<Operation> ONLY_READ = EnumSet.of(Operation.GET, Operation.GET_ATTRIBUTES,
            Operation.GET_ATTRIBUTE_LIST, Operation.QUERY, Operation.DISCOVER_VERSIONS, Operation.GET_CONSTRAINTS, Operation.PING,
            Operation.QUERY_ASYNCHRONOUS_REQUESTS, Operation.VALIDATE);

    private Retries() {
    }

    static boolean harmless(RequestMessage message) {
        return message.items().stream().allMatch(item -> item.operation().filter(ONLY_READ::contains).isPresent());
    }
}
