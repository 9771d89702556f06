package io.lumenvault.server.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.db.audit.AuditRow;
import io.lumenvault.db.audit.LogPages.Leaf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What entries look like in the formats of others. */
class ExportFormatsTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.123456Z");
    private static final UUID EVENT = UUID.fromString("0f0e0d0c-0b0a-4908-8706-050403020100");
    private static final UUID OBJECT = UUID.fromString("1f0e0d0c-0b0a-4908-8706-050403020100");

    @ParameterizedTest
    @ValueSource(strings = {"=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\uff1d1"})
    void csvCell_thatIsAFormula_beginsWithAnApostrophe(String text) {
        assertEquals("\"'" + text + "\"", CsvLines.cell(text));
    }

    @Test
    void csvCell_isQuoted() throws IOException {
        assertEquals("\"a \"\"b\"\", c\"", CsvLines.cell("a \"b\", c"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new CsvLines().entry(leaf(row("Get", Result.REFUSED, "=1+1")), out);
        String line = out.toString(StandardCharsets.UTF_8);
        assertTrue(line.startsWith("7,\"" + EVENT + "\",\"2026-01-02T03:04:05.123456Z\",\"A\",\"sae \"\"x\"\" ]\""), line);
        assertTrue(line.contains(",\"'=1+1\",") && line.endsWith("\"bits=256\"\r\n"), line);
    }

    @ParameterizedTest
    @CsvSource({"Get, 6003, 2", "Locate, 6003, 2", "Push Block, 6003, 99", "Create, 3004, 1", "Destroy, 3004, 4", "Activate, 3004, 10",
        "Authenticate, 3002, 1", "Grant Role, 3005, 1", "Create Principal, 3001, 1"})
    void ocsfEvent_hasWhatItsClassRequires(String operation, int classUid, int activity) throws IOException {
        JsonNode event = OcsfEvent.of(7, row(operation, Result.SERVED, null).body());
        assertEquals(classUid, event.path("class_uid").asInt());
        assertEquals(activity, event.path("activity_id").asInt());
        assertEquals(classUid * 100L + activity, event.path("type_uid").asLong());
        assertEquals(classUid / 1000, event.path("category_uid").asInt());
        assertEquals(TIME.toEpochMilli(), event.path("time").asLong());
        assertEquals(1, event.path("severity_id").asInt());
        assertTrue(event.path("metadata").path("version").isTextual() && event.path("metadata").path("product").path("vendor_name").isTextual());
        assertEquals(EVENT.toString(), event.path("metadata").path("uid").asText());
        String required = switch (classUid) {
            case 6003 -> "api";
            case 3004 -> "entity";
            default -> "user";
        };
        assertFalse(event.path(required).isEmpty(), required);
        if (classUid == 6003) {
            assertFalse(event.path("src_endpoint").isEmpty() || event.path("actor").isEmpty());
        }
    }

    @Test
    void syslogMessage_isFramedByItsOctets_andEscapesItsData() {
        String framed = new String(SyslogMessage.framed(7, row("Get key", Result.REFUSED, "no"), "site A", 32473), StandardCharsets.UTF_8);
        int blank = framed.indexOf(' ');
        String message = framed.substring(blank + 1);
        assertEquals(Integer.parseInt(framed.substring(0, blank)), message.getBytes(StandardCharsets.UTF_8).length);
        assertTrue(message.startsWith("<108>1 2026-01-02T03:04:05.123456Z site_A lumenvault - Get_key [lumenvault@32473 index=\"7\" event=\"" + EVENT
                + "\" principal=\"sae \\\"x\\\" \\]\" result=\"refused\"] \ufeff{"), message);
        assertTrue(message.endsWith("}"));
    }

    private static Leaf leaf(AuditRow row) {
        return new Leaf(7, 7, TIME.atOffset(ZoneOffset.UTC), new byte[32], "1", row);
    }

    private static AuditRow row(String operation, Result result, String reason) {
        return EventBody.row(new AuditEvent(new Actor("sae \"x\" ]", "certificate", "00"), "127.0.0.1", "kmip", operation, result, reason,
                "link-ab", List.of(OBJECT), Map.of("bits", "256")), EVENT, "A", TIME);
    }
}
