package io.lumenvault.server.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Requires;
import io.lumenvault.server.audit.CsvLines;
import io.lumenvault.server.audit.EvidenceBundle;
import io.lumenvault.server.audit.JsonLines;
import io.lumenvault.server.audit.LogExport;
import io.lumenvault.server.audit.LogIdentity;
import io.lumenvault.server.audit.OcsfLines;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import io.lumenvault.tlog.NoteKey;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;

/** What an auditor of the whole node takes away from it: exports, bundles of evidence, the log's public keys, genealogies of keys. */
@Path("/console/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@Requires(Permission.AUDIT_VERIFY)
@RunOnVirtualThread
public class EvidenceResource {

    private final ConsoleRequest request;
    private final LogExport exports;
    private final EvidenceBundle bundles;
    private final Genealogies genealogies;
    private final LogIdentity identity;
    private final ObjectMapper json;

    EvidenceResource(ConsoleRequest request, LogExport exports, EvidenceBundle bundles, Genealogies genealogies, LogIdentity identity, ObjectMapper json) {
        this.request = request;
        this.exports = exports;
        this.bundles = bundles;
        this.genealogies = genealogies;
        this.identity = identity;
        this.json = json;
    }

    /** The public keys of the log and its cosigners, in the text form of C2SP signed notes. */
    public record Keys(List<String> keys) {}

    @GET
    @Path("keys")
    public Keys keys() {
        return request.audited("Get Audit Keys", () -> new Keys(identity.keys().stream().map(NoteKey::vkey).toList()));
    }

    /** Entries of a time, or all, in a format for others. */
    @GET
    @Path("export")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public StreamingOutput export(@RestQuery String format, @RestQuery String since, @RestQuery String until) {
        return request.audited("Export Audit", facts("format", format, "since", since, "until", until), () -> {
            LogExport.Format lines = format(format);
            LogExport.Extract extract = exports.of(Parameters.instant("since", since), Parameters.instant("until", until))
                    .orElseThrow(EvidenceResource::unsigned);
            return out -> exports.write(extract, lines, out);
        });
    }

    /** All that the log has of a key, with proofs, as a ZIP file. */
    @GET
    @Path("prove")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public StreamingOutput prove(@RestQuery String key) {
        return request.audited("Prove Audit", facts("key", key), () -> {
            UUID uid = Parameters.required("key", Parameters.uuid("key", key));
            EvidenceBundle.Evidence evidence = evidence(uid);
            String genealogy = text(genealogies.of(uid));
            return out -> bundles.write(evidence, genealogy, out);
        });
    }

    private EvidenceBundle.Evidence evidence(UUID key) {
        EvidenceBundle.Evidence evidence;
        try {
            evidence = bundles.of(key, genealogies.allocation(key).orElse(null)).orElseThrow(EvidenceResource::unsigned);
        } catch (IllegalArgumentException tooMany) {
            throw new VaultException(Reason.INVALID_FIELD, tooMany.getMessage());
        }
        if (evidence.events().isEmpty()) {
            throw new VaultException(Reason.INVALID_FIELD, "the audit log has no entry of key " + key + (evidence.unread().isEmpty() ? ""
                    : " in the database; it may have some in archives that could not be read, of " + String.join(", ", evidence.unread())));
        }
        return evidence;
    }

    /** Where a key came from and went. */
    @GET
    @Path("genealogy/key")
    @Produces(MediaType.APPLICATION_JSON)
    public String ofKey(@RestQuery String key) {
        return request.audited("Trace Key", facts("key", key),
                () -> text(genealogies.of(Parameters.required("key", Parameters.uuid("key", key)))));
    }

    /** Every consumer of any bit of blocks of a link and a time. */
    @GET
    @Path("genealogy/link")
    @Produces(MediaType.APPLICATION_JSON)
    public String ofLink(@RestQuery String link, @RestQuery String since, @RestQuery String until, @RestQuery String after) {
        return request.audited("Trace Link", facts("traced_link", link, "since", since, "until", until), () -> {
            Instant from = Parameters.required("since", Parameters.instant("since", since));
            Instant to = Parameters.required("until", Parameters.instant("until", until));
            return text(genealogies.of(Parameters.required("link", link), from, to, Parameters.uuid("after", after)));
        });
    }

    private static LogExport.Format format(String name) {
        return switch (name == null ? "jsonl" : name) {
            case "jsonl" -> new JsonLines();
            case "csv" -> new CsvLines();
            case "ocsf" -> new OcsfLines();
            default -> throw new VaultException(Reason.INVALID_FIELD, "format '" + name + "' cannot be written: jsonl, csv or ocsf");
        };
    }

    private static VaultException unsigned() {
        return new VaultException(Reason.BUSY, "no signed checkpoint covers the newest entries yet; try again later");
    }

    private String text(Object answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Map<String, String> facts(String... namesAndValues) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                facts.put(namesAndValues[i], namesAndValues[i + 1]);
            }
        }
        return facts;
    }
}
