package io.lumenvault.server.qkd;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lumenvault.db.qkd.LinkRepository;
import io.lumenvault.db.qkd.ModuleReport;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.audit.Result;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.vault.Door;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;

/** What modules say of themselves. Figures are kept as the last said; a change of state or alarm is recorded in the log. */
@Singleton
class ModuleReports {

    private static final Set<String> STATES = Set.of("run", "alarm", "stop", "start", "calibrate");

    private final LinkRepository rows = new LinkRepository();
    private final Door door;
    private final AuditLog audit;
    private final Clock clock;

    ModuleReports(Door door, AuditLog audit, Clock clock) {
        this.door = door;
        this.audit = audit;
        this.clock = clock;
    }

    void take(AccessRequest request, Link link, ObjectNode json) {
        ModuleReport report = read(request, link, json);
        String said = summary(report.state(), report.alarm());
        door.read(session -> {
            String before = rows.lastReport(session, link.id()).map(last -> summary(last.state(), last.alarm())).orElse("");
            rows.report(session, report, clock.instant());
            if (!said.equals(before)) {
                AuditEvent event = request.served().withLink(link.id()).with("state", report.state());
                audit.append(session, report.alarm() == null ? event
                        : event.withReason(Result.FAILED, "alarm: " + report.alarm()));
            }
            return null;
        });
    }

    private static String summary(String state, String alarm) {
        return state + "/" + (alarm == null ? "" : alarm);
    }

    private static ModuleReport read(AccessRequest request, Link link, ObjectNode json) {
        requireEqual(json, "link", link.id());
        requireEqual(json, "module", request.principal().name());
        String state = JsonReader.text(json, "state");
        if (!STATES.contains(state)) {
            throw Malformed.request("'state' is wrong", "state", "shall be one of " + String.join(", ", STATES.stream().sorted().toList()));
        }
        ChshMembers chsh = ChshMembers.read(json);
        return new ModuleReport(link.id(), request.principal().name(), state, JsonReader.optionalText(json, "alarm"),
                JsonReader.optionalNumber(json, "qber", 0, 1),
                JsonReader.optionalNumber(json, "sifted_rate", 0, Double.MAX_VALUE),
                JsonReader.optionalNumber(json, "secret_rate", 0, Double.MAX_VALUE),
                JsonReader.optionalNumber(json, "epsilon", 0, 1), BlockMetadata.instant(json), chsh.value(), chsh.sigma());
    }

    private static void requireEqual(ObjectNode json, String name, String expected) {
        if (!JsonReader.text(json, name).equals(expected)) {
            throw Malformed.request("'" + name + "' is wrong", name, "shall be '" + expected + "'");
        }
    }
}
