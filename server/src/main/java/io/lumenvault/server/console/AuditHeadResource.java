package io.lumenvault.server.console;

import io.lumenvault.db.Database;
import io.lumenvault.db.audit.CheckpointRepository;
import io.lumenvault.db.audit.StoredCheckpoint;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Requires;
import io.lumenvault.server.audit.LogIdentity;
import io.lumenvault.server.audit.Witnesses;
import io.lumenvault.tlog.NoteKey;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;

/** The head of the log: who signs it, how far it goes, and when witnesses last saw it. */
@Path("/console/v1/audit/head")
@Produces(MediaType.APPLICATION_JSON)
@Requires(Permission.AUDIT_VERIFY)
@RunOnVirtualThread
public class AuditHeadResource {

    private final CheckpointRepository checkpoints = new CheckpointRepository();
    private final ConsoleRequest request;
    private final Database database;
    private final LogIdentity identity;
    private final Witnesses witnesses;

    AuditHeadResource(ConsoleRequest request, Database database, LogIdentity identity, Witnesses witnesses) {
        this.request = request;
        this.database = database;
        this.identity = identity;
        this.witnesses = witnesses;
    }

    /**
     * The head.
     *
     * @param keys of the log and its cosigner, as C2SP signed-note writes them
     * @param size number of leaves of the last signed head, 0 before the first
     * @param signed when it was signed, or null before the first
     * @param note the whole signed note, or null before the first
     * @param witnesses the last cosignature of each witness
     */
    public record Head(String origin, List<String> keys, long size, Instant signed, String note, List<Witnesses.Seen> witnesses) {}

    @GET
    public Head head() {
        return request.audited("Read Audit Head", () -> {
            StoredCheckpoint last = database.transaction(checkpoints::last).orElse(null);
            return new Head(identity.origin(), identity.keys().stream().map(NoteKey::vkey).toList(), last == null ? 0 : last.size(),
                    last == null ? null : last.time(), last == null ? null : last.note(), witnesses.seen());
        });
    }
}
