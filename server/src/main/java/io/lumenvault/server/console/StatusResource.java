package io.lumenvault.server.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.lumenvault.db.Database;
import io.lumenvault.db.object.ObjectRepository;
import io.lumenvault.db.qkd.LinkFigures;
import io.lumenvault.db.qkd.LinkRepository;
import io.lumenvault.server.AuditReach;
import io.lumenvault.server.SiteConfig;
import io.lumenvault.server.access.Group;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.PrincipalDirectory;
import io.lumenvault.server.access.Requires;
import io.lumenvault.server.audit.DecisionCounts;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How the node and its links are doing. */
@Path("/console/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class StatusResource {

    /** A module that has not reported for so long is shown as silent, whatever it said last. */
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final LinkRepository links = new LinkRepository();
    private final ObjectRepository objects = new ObjectRepository();
    private final ConsoleRequest request;
    private final Database database;
    private final DecisionCounts counts;
    private final AuditReach reach;
    private final SiteConfig config;
    private final PrincipalDirectory directory;
    private final Clock clock;

    StatusResource(ConsoleRequest request, Database database, DecisionCounts counts, AuditReach reach, SiteConfig config,
            PrincipalDirectory directory, Clock clock) {
        this.directory = directory;
        this.request = request;
        this.database = database;
        this.counts = counts;
        this.reach = reach;
        this.config = config;
        this.clock = clock;
    }

    /**
     * The node.
     *
     * @param deliveries keys given to SAEs of this site so far; null for those who see one group alone
     * @param refusals decisions against a request since start; null for those who see one group alone
     * @param objects managed objects that are not destroyed, of those that the caller sees
     * @param forwarding of the audit log; null where none is configured, and for those who see one group alone
     */
    public record Status(String site, List<LinkStatus> links, Long deliveries, Long refusals, long objects, Forwarding forwarding) {}

    /** Forwarding of the audit log to a collector; {@code waiting} entries have not been sent, {@code alarm} says what is wrong or is null. */
    public record Forwarding(String target, @JsonProperty("failing_since") Instant failingSince, long waiting, String alarm) {}

    /** A link: what its module last reported, rates in bits a second, and what is in store. Without a CHSH value where none was measured. */
    public record LinkStatus(String link, String state, String alarm, Double qber, @JsonProperty("sifted_rate") Double siftedRate,
            @JsonProperty("secret_rate") Double secretRate, Double epsilon, @JsonProperty("available_bits") long availableBits,
            long blocks, long discarded, long pending, @JsonInclude(JsonInclude.Include.NON_NULL) Double chsh,
            @JsonProperty("chsh_sigma") @JsonInclude(JsonInclude.Include.NON_NULL) Double chshSigma) {}

    /** The pools of the node. */
    public record Pools(List<Pool> pools) {}

    /** A link's key in store, in bits: by which end allocates it, and what has not been compared yet. */
    public record Pool(String link, @JsonProperty("own_bits") long ownBits, @JsonProperty("peer_bits") long peerBits,
            @JsonProperty("pending_bits") long pendingBits, long chunks) {}

    @GET
    @Path("status")
    @Requires(Permission.STATUS_READ)
    public Status status() {
        return request.unaudited("Read Status", () -> status(request.group()));
    }

    private Status status(Group own) {
        Forwarding forwarding = own.isNode() ? forwarding() : null;
        return database.transaction(session -> {
            List<LinkStatus> shown = names().map(link -> status(links.figures(session, link))).toList();
            return own.isNode() ? new Status(config.site(), shown, links.deliveries(session), counts.refused(), objects.count(session), forwarding)
                    : new Status(config.site(), shown, null, null, objects.count(session, directory.members(own)), null);
        });
    }

    @GET
    @Path("pools")
    @Requires(Permission.KEY_LIST)
    public Pools pools() {
        return request.unaudited("List Pools", () -> database.transaction(session -> new Pools(
                names().map(link -> pool(links.figures(session, link))).toList())));
    }

    private Forwarding forwarding() {
        return reach.forwarding().map(status -> new Forwarding(status.target(), status.failingSince(), status.waiting(),
                status.failingSince() != null ? "not connected"
                        : status.waiting() > config.audit().syslog().lagAlarm() ? "behind" : null)).orElse(null);
    }

    private java.util.stream.Stream<String> names() {
        return config.links().keySet().stream().filter(link -> request.group().sees(directory.linkGroup(link))).sorted();
    }

    private LinkStatus status(LinkFigures link) {
        return new LinkStatus(link.link(), state(link), link.alarm(), link.qber(), link.siftedRate(), link.secretRate(),
                link.epsilon(), link.pool().availableBits(), link.blocks(), link.discarded(), link.pending(), link.chsh(),
                link.chshSigma());
    }

    private String state(LinkFigures link) {
        boolean heard = link.reportedAt() != null && link.reportedAt().plus(SILENCE).isAfter(clock.instant());
        return heard ? link.state() : "silent";
    }

    private static Pool pool(LinkFigures link) {
        return new Pool(link.link(), link.pool().ownBits(), link.pool().peerBits(), link.pool().pendingBits(), link.pool().chunks());
    }
}
