package io.lumenvault.server.console;

import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Requires;
import io.lumenvault.server.audit.ArchiveStandsException;
import io.lumenvault.server.audit.ArchivedMonth;
import io.lumenvault.server.audit.LogDamagedException;
import io.lumenvault.server.audit.NotForwardedException;
import io.lumenvault.server.audit.Retention;
import io.lumenvault.server.lifecycle.NodeClock;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;

/** Archives of the log on demand: an officer has the entries of a month moved out of the database. */
@Path("/console/v1/audit/archive/{month}")
@Produces(MediaType.APPLICATION_JSON)
@Requires(Permission.AUDIT_ARCHIVE)
@RunOnVirtualThread
public class AuditArchiveResource {

    private final ConsoleRequest request;
    private final Retention retention;
    private final NodeClock clock;

    AuditArchiveResource(ConsoleRequest request, Retention retention, NodeClock clock) {
        this.request = request;
        this.retention = retention;
        this.clock = clock;
    }

    /**
     * An archive that was made.
     *
     * @param entries number of entries in it
     * @param sha256 of its list of entries, in hexadecimal, as the log records it
     * @param file where it is at the node
     */
    public record Archived(String month, long entries, String sha256, String file) {}

    @POST
    public Archived archive(@RestPath String month) {
        return request.audited("Archive Audit", Map.of("month", month), () -> {
            YearMonth asked = month(month);
            ArchivedMonth made = made(asked);
            return new Archived(made.month(), made.entries(), made.digest(), retention.file(asked).toString());
        });
    }

    private ArchivedMonth made(YearMonth month) {
        if (!clock.mayDestroy()) {
            throw new VaultException(Reason.CONFLICT,
                    "the system clock was set ahead: nothing is archived until it is back or an officer confirms it");
        }
        try {
            return retention.archive(month, request.caller().name()).orElseThrow(
                    () -> new VaultException(Reason.OBJECT_NOT_FOUND, "the database has no entries of " + month + " to be archived"));
        } catch (IllegalArgumentException notOver) {
            throw new VaultException(Reason.INVALID_FIELD, notOver.getMessage());
        } catch (NotForwardedException | LogDamagedException | ArchiveStandsException refused) {
            throw new VaultException(Reason.CONFLICT, refused.getMessage());
        }
    }

    private static YearMonth month(String text) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeException malformed) {
            throw new VaultException(Reason.INVALID_FIELD, "month '" + text + "' cannot be read: write a month such as 2026-01");
        }
    }
}
