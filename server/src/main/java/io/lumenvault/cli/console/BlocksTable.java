package io.lumenvault.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Blocks of links as their modules delivered them, each once; without what a module did not say. */
final class BlocksTable {

    private final Map<String, JsonNode> blocks = new LinkedHashMap<>();

    /** @param all JSON objects; those that are no block are passed over */
    BlocksTable(Iterable<JsonNode> all) {
        for (JsonNode block : all) {
            if (block.isObject()) {
                blocks.putIfAbsent(block.path("link").asText() + ' ' + block.path("sequence").asText(), block);
            }
        }
    }

    /** The blocks of parts of a key. */
    static BlocksTable ofParts(Iterable<JsonNode> parts) {
        List<JsonNode> all = new ArrayList<>();
        parts.forEach(part -> all.add(part.path("block")));
        return new BlocksTable(all);
    }

    void print(PrintWriter out) {
        ChshColumn chsh = ChshColumn.of(blocks.values(), "LINK", "BLOCK", "TIME", "RECEIVED", "PROTOCOL", "QBER", "GAIN", "SIFTED BITS", "DISCLOSED BITS",
                "BITS", "EPSILON", "SECURE TO", "STATE");
        Table table = new Table(chsh.headings());
        for (JsonNode block : blocks.values()) {
            table.add(chsh.cells(block, Cells.text(block, "link"), Cells.text(block, "sequence"), Cells.text(block, "time"), Cells.text(block, "received_at"),
                    Cells.text(block, "protocol"), Cells.text(block, "qber"), Cells.number(block.path("gain"), "%.3g"), Cells.text(block, "sifted_bits"),
                    Cells.text(block, "disclosed_bits"), Cells.text(block, "bits"), Cells.number(block.path("epsilon"), "%.1e"),
                    Cells.number(block.path("secure_distance_km"), "%.0f km"), Cells.text(block, "state")));
        }
        table.print(out);
    }
}
