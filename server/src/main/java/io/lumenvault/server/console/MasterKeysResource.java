package io.lumenvault.server.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lumenvault.db.custody.Generation;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Requires;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import io.lumenvault.server.vault.masterkey.MasterKeys;
import io.lumenvault.server.vault.masterkey.Resealing;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;

/** The generations of the master key: what there is, how far sealing anew has come, and the officer's commands. */
@Path("/console/v1/master-keys")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MasterKeysResource {

    private final ConsoleRequest request;
    private final MasterKeys masterKeys;
    private final Resealing resealing;

    MasterKeysResource(ConsoleRequest request, MasterKeys masterKeys, Resealing resealing) {
        this.request = request;
        this.masterKeys = masterKeys;
        this.resealing = resealing;
    }

    /**
     * A generation.
     *
     * @param seals reserved under it, of which as many or fewer were made
     * @param damaged rows sealed under it that cannot be opened, as last counted: while there is one it cannot be destroyed
     */
    public record Entry(int generation, String state, long seals, long damaged, Instant created, Instant activated,
            Instant deactivated, Instant resealed, Instant destroyed) {}

    /**
     * All generations.
     *
     * @param limit seals after which the node rotates by itself
     * @param remaining rows still to be sealed anew, as last counted; without the damaged ones
     * @param resealed rows that this node has sealed anew since its start
     * @param damaged rows that cannot be opened, as last counted
     */
    public record Overview(@JsonProperty("seal_limit") long limit, long remaining, long resealed, long damaged,
            @JsonProperty("generations") List<Entry> entries) {}

    /** The generation that a command was about. */
    public record Changed(int generation) {}

    @GET
    @Requires(Permission.NODE_READ)
    public Overview list() {
        return request.unaudited("List Master Keys", () -> new Overview(masterKeys.limit(), resealing.remaining(), resealing.done(),
                resealing.damagedRows(), masterKeys.list().stream().map(this::entry).toList()));
    }

    /** Makes a generation, without using it yet. */
    @POST
    @Requires(Permission.KEY_CUSTODY)
    public Changed create() {
        return request.through("Create Master Key", () -> null, (asked, _) -> new Changed(masterKeys.create(asked)));
    }

    /** Makes a generation and activates it. */
    @POST
    @Path("rotate")
    @Requires(Permission.KEY_CUSTODY)
    public Changed rotate() {
        return request.through("Rotate Master Key", () -> null, (asked, _) -> new Changed(masterKeys.rotate(asked)));
    }

    @POST
    @Path("{generation}/activate")
    @Requires(Permission.KEY_CUSTODY)
    public Changed activate(@RestPath String generation) {
        return request.through("Activate Master Key", () -> number(generation), (asked, number) -> {
            masterKeys.activate(asked, number);
            return new Changed(number);
        });
    }

    @POST
    @Path("{generation}/destroy")
    @Requires(Permission.KEY_CUSTODY)
    public Changed destroy(@RestPath String generation) {
        return request.through("Destroy Master Key", () -> number(generation), (asked, number) -> {
            masterKeys.destroy(asked, number);
            return new Changed(number);
        });
    }

    private static int number(String generation) {
        if (!generation.matches("[1-9][0-9]{0,8}")) {
            throw new VaultException(Reason.INVALID_FIELD, "generation '" + generation + "' cannot be read: write a whole number from 1");
        }
        return Integer.parseInt(generation);
    }

    private Entry entry(Generation generation) {
        return new Entry(generation.generation(), generation.state().text(), generation.seals(),
                resealing.damaged().getOrDefault(generation.generation(), 0L), generation.created(), generation.activated(),
                generation.deactivated(), generation.resealed(), generation.destroyed());
    }
}
