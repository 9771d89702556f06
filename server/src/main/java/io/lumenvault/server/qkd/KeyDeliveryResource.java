package io.lumenvault.server.qkd;

import io.lumenvault.server.access.HttpCaller;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Requires;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.vault.Door;
import io.lumenvault.server.vault.VaultException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** ETSI GS QKD 014 V1.1.1: Get status, Get key, Get key with key IDs. */
@Path("/api/v1/keys/{sae}")
@Produces(MediaType.APPLICATION_JSON)
@Requires(Permission.QKD_SUPPLY)
@RunOnVirtualThread
public class KeyDeliveryResource {

    private static final String GET_KEY = "Get key";
    private static final String GET_KEY_WITH_IDS = "Get key with key IDs";

    private final HttpCaller caller;
    private final Door door;
    private final KeySupply supply;
    private final KeyCollection collection;
    private final SupplyStatus status;

    KeyDeliveryResource(HttpCaller caller, Door door, KeySupply supply, KeyCollection collection, SupplyStatus status) {
        this.caller = caller;
        this.door = door;
        this.supply = supply;
        this.collection = collection;
        this.status = status;
    }

    /** Clause 5.2. */
    @GET
    @Path("status")
    public Response status(@PathParam("sae") String slave) {
        return answer("Get status", List.of(), request -> Response.ok(status.of(request.principal(), slave)).build());
    }

    /** Clause 5.3, for number and size only. */
    @GET
    @Path("enc_keys")
    public Response getKey(@PathParam("sae") String slave, @Context UriInfo uri) {
        return getKey(slave, () -> KeyRequest.ofQuery(uri.getQueryParameters()));
    }

    /** Clause 5.3. */
    @POST
    @Path("enc_keys")
    public Response getKey(@PathParam("sae") String slave, @HeaderParam(HttpHeaders.CONTENT_TYPE) String type, @Context UriInfo uri,
            byte[] body) {
        return getKey(slave, () -> {
            JsonBody.requireNoQuery(uri);
            return JsonBody.isEmpty(body) ? KeyRequest.empty() : KeyRequest.ofJson(JsonBody.read(type, body));
        });
    }

    private Response getKey(String slave, Supplier<KeyRequest> asked) {
        return answer(GET_KEY, List.of(), request -> KeyAnswer.of(supply.supply(request, slave, asked.get())));
    }

    /** Clause 5.4, for one key. */
    @GET
    @Path("dec_keys")
    public Response getKeyWithIds(@PathParam("sae") String master, @Context UriInfo uri) {
        return getKeyWithIds(master, () -> KeyIds.ofQuery(uri.getQueryParameters()));
    }

    /** Clause 5.4. */
    @POST
    @Path("dec_keys")
    public Response getKeyWithIds(@PathParam("sae") String master, @HeaderParam(HttpHeaders.CONTENT_TYPE) String type,
            @Context UriInfo uri, byte[] body) {
        return getKeyWithIds(master, () -> {
            JsonBody.requireNoQuery(uri);
            return KeyIds.ofJson(JsonBody.read(type, body));
        });
    }

    /** Read before the door, so that a refusal is recorded with the keys named; what cannot be read names none. */
    private Response getKeyWithIds(String master, Supplier<KeyIds> asked) {
        try {
            KeyIds keys = asked.get();
            return answer(GET_KEY_WITH_IDS, keys.ids(), request -> KeyAnswer.of(collection.collect(request, master, keys)));
        } catch (VaultException unreadable) {
            return answer(GET_KEY_WITH_IDS, List.of(), request -> {
                throw unreadable;
            });
        }
    }

    private Response answer(String operation, List<UUID> named, Function<AccessRequest, Response> work) {
        AccessRequest request =
                new AccessRequest(caller.certified(), caller.address(), "etsi014", operation, caller.permission());
        try {
            return door.pass(request, named, () -> work.apply(request));
        } catch (VaultException refusal) {
            return KeyAnswer.refusal(refusal);
        }
    }
}
