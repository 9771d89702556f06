package io.lumenvault.server.kmip.delivery;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.payload.DiscoverVersions;
import io.lumenvault.kmip.payload.Query;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.QueryFunction;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * What a client serves, by its own word (KMIP 2.1 sections 6.2.1 and 6.2.4).
 *
 * @param version the highest that both speak
 * @param notifies whether it serves Notify
 * @param puts whether it serves Put, and takes objects
 * @param objects types of objects that it takes
 */
record ServedByClient(ProtocolVersion version, boolean notifies, boolean puts, Set<ObjectType> objects) {

    ServedByClient {
        objects = Set.copyOf(objects);
    }

    /** Asks it, first at the version in which it spoke. @throws IOException where it serves nothing that is sent here */
    static ServedByClient ask(ClientExchange client, ProtocolVersion spoken, List<ProtocolVersion> own) throws IOException {
        try {
            DiscoverVersions.Response versions = (DiscoverVersions.Response) client.ask(new DiscoverVersions.Request(own), spoken);
            ProtocolVersion version = versions.versions().stream().filter(own::contains).max(ProtocolVersion::compareTo)
                    .orElseThrow(() -> new IOException("the client speaks none of the versions " + own));
            Query.Response said = (Query.Response) client.ask(
                    new Query.Request(QueryFunction.QUERY_OPERATIONS, QueryFunction.QUERY_OBJECTS), version);
            boolean notifies = said.operations().contains(Operation.NOTIFY);
            boolean puts = said.operations().contains(Operation.PUT) && !said.objectTypes().isEmpty();
            if (!notifies && !puts) {
                throw new IOException("the client serves neither Notify nor Put of objects");
            }
            return new ServedByClient(version, notifies, puts, Set.copyOf(said.objectTypes()));
        } catch (KmipException refused) {
            throw new IOException("the client does not say what it serves: " + refused.getMessage(), refused);
        }
    }
}
