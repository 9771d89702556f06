package io.lumenvault.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Blocks of links as their modules delivered them, each once; without what a module did not say. */
final class BlocksTable {

    private static final String NOT_SAID = "-";

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
            table.add(chsh.cells(block, text(block, "link"), text(block, "sequence"), text(block, "time"), text(block, "received_at"),
                    text(block, "protocol"), text(block, "qber"), number(block, "gain", "%.3g"), text(block, "sifted_bits"),
                    text(block, "disclosed_bits"), text(block, "bits"), number(block, "epsilon", "%.1e"),
                    number(block, "secure_distance_km", "%.0f km"), text(block, "state")));
        }
        table.print(out);
    }

    private static String text(JsonNode block, String member) {
        return block.hasNonNull(member) ? block.path(member).asText() : NOT_SAID;
    }

    private static String number(JsonNode block, String member, String format) {
        return block.path(member).isNumber() ? String.format(Locale.ROOT, format, block.path(member).asDouble()) : NOT_SAID;
    }
}
