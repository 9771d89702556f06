package io.lumenvault.server.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.db.approval.ApprovalRow;
import io.lumenvault.db.approval.VoteRow;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Requires;
import io.lumenvault.server.lifecycle.approval.Justification;
import io.lumenvault.server.vault.ApprovalVotes;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Requests that wait for the approval of others, and what people say to them. */
@Path("/console/v1/approvals")
@Produces(MediaType.APPLICATION_JSON)
@Requires(Permission.APPROVAL_READ)
@RunOnVirtualThread
public class ApprovalsResource {

    private static final int HIGHEST_LIMIT = 1000;

    private final ConsoleRequest request;
    private final ApprovalVotes votes;
    private final Clock clock;

    ApprovalsResource(ConsoleRequest request, ApprovalVotes votes, Clock clock) {
        this.request = request;
        this.votes = votes;
        this.clock = clock;
    }

    /**
     * A request under approval. Once approved, the requester repeats the exact request; nothing runs by itself.
     *
     * @param requestSha256 hash of the request's canonical form
     * @param given how many of the {@code required} have approved
     * @param members who may approve; empty where {@code group} says it
     */
    public record Approval(UUID id, String operation, String requester, String protocol, List<UUID> objects, Map<String, String> parameters,
            @JsonProperty("request_sha256") String requestSha256, int given, int required, Set<String> members, String group, String state,
            @JsonProperty("asked_at") Instant askedAt, @JsonProperty("expires_at") Instant expiresAt,
            @JsonProperty("ended_at") Instant endedAt) {}

    /** What one person has said. */
    public record Vote(String approver, String verdict, String reason, String ticket, Instant time) {}

    /** A request with its votes, oldest first. */
    public record Decided(Approval approval, List<Vote> votes) {}

    /** The newest requests first. */
    public record Approvals(List<Approval> approvals) {}

    /** What a vote says. */
    private record Said(UUID id, Justification why) {}

    /** @param state {@code all}, or nothing for those that wait or are approved */
    @GET
    public Approvals list(@RestQuery String state) {
        return request.through("List Approvals", () -> undecidedOnly(state), (asked, undecidedOnly) -> new Approvals(
                votes.list(asked, undecidedOnly, HIGHEST_LIMIT).stream().map(this::approval).toList()));
    }

    @GET
    @Path("{id}")
    public Decided show(@RestPath String id) {
        return request.through("Show Approval", () -> identifier(id), (asked, found) -> decided(votes.show(asked, found)));
    }

    /** Body: {@code reason}, one of a fixed list, and {@code ticket}. */
    @POST
    @Path("{id}/approve")
    @Requires(Permission.APPROVAL_GIVE)
    public Decided approve(@RestPath String id, JsonNode body) {
        return request.through("Approve", () -> said(id, body), (asked, said) -> decided(votes.approve(asked, said.id(), said.why())));
    }

    /** The same body. A refusal ends the request. */
    @POST
    @Path("{id}/refuse")
    @Requires(Permission.APPROVAL_GIVE)
    public Decided refuse(@RestPath String id, JsonNode body) {
        return request.through("Refuse Approval", () -> said(id, body), (asked, said) -> decided(votes.refuse(asked, said.id(), said.why())));
    }

    private static boolean undecidedOnly(String state) {
        if (state != null && !state.equals("all")) {
            throw new VaultException(Reason.INVALID_FIELD, "state '" + state + "' cannot be asked for: write all, or nothing");
        }
        return state == null;
    }

    private static Said said(String id, JsonNode body) {
        return new Said(identifier(id), Justifications.read(body));
    }

    private Decided decided(ApprovalVotes.Decided decided) {
        return new Decided(approval(decided.row()), decided.votes().stream().map(ApprovalsResource::vote).toList());
    }

    private Approval approval(ApprovalRow row) {
        return new Approval(row.id(), row.operation(), row.requester(), row.protocol(), row.objects(), row.sortedParameters(),
                HexFormat.of().formatHex(row.requestHash()), row.given(), row.required(), new TreeSet<>(row.members()), row.group(),
                row.stateAt(clock.instant()).text(), row.askedAt(), row.expiresAt(), row.endedAt());
    }

    private static Vote vote(VoteRow row) {
        return new Vote(row.approver(), row.approved() ? "approved" : "refused", row.reason(), row.ticket(), row.time());
    }

    private static UUID identifier(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw new VaultException(Reason.INVALID_FIELD, "'" + text + "' is not the identifier of an approval: write a UUID");
        }
    }
}
