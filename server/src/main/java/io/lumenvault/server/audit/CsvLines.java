package io.lumenvault.server.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lumenvault.db.audit.LogPages.Leaf;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Comma-separated values (RFC 4180) for spreadsheets. Every cell is quoted, and one that a spreadsheet would take for a formula begins with
 * an apostrophe: callers choose some of the text. Nothing of it can be verified; {@link JsonLines} can.
 */
public final class CsvLines implements LogExport.Format {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> MEMBERS = List.of("event", "time", "node", "principal", "method", "fingerprint", "client", "protocol",
            "operation", "result", "reason", "link");
    private static final String FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    @Override
    public void begin(LogExport.Extract extract, OutputStream out) throws IOException {
        write("index," + String.join(",", MEMBERS) + ",objects,details", out);
    }

    @Override
    public void entry(Leaf leaf, OutputStream out) throws IOException {
        JsonNode body = JSON.readTree(leaf.entry().body());
        String cells = MEMBERS.stream().map(member -> cell(body.path(member).asText())).collect(Collectors.joining(","));
        String objects = StreamSupport.stream(body.path("objects").spliterator(), false).map(JsonNode::asText).collect(Collectors.joining(" "));
        String details = body.path("details").properties().stream().map(detail -> detail.getKey() + "=" + detail.getValue().asText())
                .collect(Collectors.joining("; "));
        write(leaf.leafIndex() + "," + cells + "," + cell(objects) + "," + cell(details), out);
    }

    @Override
    public void hash(Leaf leaf, OutputStream out) {
        // A spreadsheet has no use for it.
    }

    static String cell(String text) {
        String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }

    private static void write(String line, OutputStream out) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
