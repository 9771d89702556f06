package io.lumenvault.server.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Requires;
import io.lumenvault.server.vault.ClockWatch;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;

/** The node's clock: how far the system clock has stepped, and an officer's word that it is right. */
@Path("/console/v1/clock")
@Produces(MediaType.APPLICATION_JSON)
@Requires(Permission.NODE_READ)
@RunOnVirtualThread
public class ClockResource {

    private final ConsoleRequest request;
    private final ClockWatch watch;
    private final Clock clock;

    ClockResource(ConsoleRequest request, ClockWatch watch, Clock clock) {
        this.request = request;
        this.watch = watch;
        this.clock = clock;
    }

    /**
     * How the clock stands.
     *
     * @param aheadMillis how far the system clock is ahead of the time that has passed; negative: behind
     * @param destructionPaused whether automatic destruction waits until the clock is back or confirmed
     */
    public record Standing(Instant time, @JsonProperty("ahead_ms") long aheadMillis,
            @JsonProperty("automatic_destruction_paused") boolean destructionPaused) {}

    @GET
    public Standing show() {
        return request.unaudited("Read Clock", () -> standing(watch.standing()));
    }

    /** Body: {@code reason} and {@code ticket}, as for approvals. */
    @POST
    @Path("confirm")
    @Requires(Permission.CLOCK_CONFIRM)
    public Standing confirm(JsonNode body) {
        return request.through("Confirm Clock", () -> Justifications.read(body), (asked, why) -> standing(watch.confirm(asked, why)));
    }

    private Standing standing(ClockWatch.Standing standing) {
        return new Standing(clock.instant(), standing.ahead().toMillis(), standing.paused());
    }
}
