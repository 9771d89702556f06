package io.lumenvault.server.console;

import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Requires;
import io.lumenvault.server.audit.LogIdentity;
import io.lumenvault.server.audit.LogProofs;
import io.lumenvault.server.audit.Witnesses;
import io.lumenvault.tlog.NoteKey;
import io.lumenvault.tlog.SignedNote;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The head of the log: who signs it, how far it goes, and when witnesses last saw it. */
@Path("/console/v1/audit/head")
@Produces(MediaType.APPLICATION_JSON)
@Requires(Permission.AUDIT_VERIFY)
@RunOnVirtualThread
public class AuditHeadResource {

    private final ConsoleRequest request;
    private final LogProofs proofs;
    private final LogIdentity identity;
    private final Witnesses witnesses;

    AuditHeadResource(ConsoleRequest request, LogProofs proofs, LogIdentity identity, Witnesses witnesses) {
        this.request = request;
        this.proofs = proofs;
        this.identity = identity;
        this.witnesses = witnesses;
    }

    /**
     * The head.
     *
     * @param keys of the log and its cosigner, as C2SP signed-note writes them
     * @param size number of leaves of the last signed head, 0 before the first
     * @param signed when it was signed, by the log's cosigner, or null before the first
     * @param note the whole signed note with the cosignatures of witnesses, or null before the first
     * @param witnesses the last cosignature of each witness
     */
    public record Head(String origin, List<String> keys, long size, Instant signed, String note, List<Witnesses.Seen> witnesses) {}

    @GET
    public Head head() {
        return request.audited("Read Audit Head", () -> {
            Optional<SignedNote> last = proofs.last().map(witnesses::witnessed);
            return new Head(identity.origin(), identity.keys().stream().map(NoteKey::vkey).toList(), last.map(note -> note.checkpoint().size()).orElse(0L),
                    last.flatMap(identity::signedAt).orElse(null), last.map(SignedNote::text).orElse(null), witnesses.seen());
        });
    }
}
