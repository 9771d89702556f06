package io.lumenvault.cli.link;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lumenvault.cli.FileFaults;
import io.lumenvault.qkd.run.Block;
import io.lumenvault.qkd.run.Second;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of a run: JSON lines, the first one {@code run} with what was run, then a line {@code second} for each second
 * and a line {@code block} for each block. A figure that there is none of is left out.
 */
final class RunFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RunFile() {}

    /**
     * What was run.
     *
     * @param protocol its name for people
     * @param link one line on fibre and detectors
     * @param km length
     * @param started when, RFC 3339
     * @param distilled whether key was made of it
     * @param threshold QBER above which a block is discarded; not a number where no blocks are made
     * @param chshThreshold CHSH value below which a block is discarded; not a number where it is not measured
     * @param eavesdropper who was there and when; empty for nobody
     * @param expectedSifted sifted bit/s of theory without eavesdropper
     * @param expectedErrorRate QBER of theory without eavesdropper
     * @param expectedSecret secret bit/s of theory without eavesdropper
     */
    record Head(String protocol, String link, double km, String started, boolean distilled, double threshold, double chshThreshold, String eavesdropper,
                double expectedSifted, double expectedErrorRate, double expectedSecret) {}

    /** A run as it was recorded. */
    record Recorded(Head head, List<Second> seconds, List<Block> blocks) {}

    /** Writes a run as it goes on. */
    static final class Writer implements AutoCloseable {

        private final BufferedWriter out;

        Writer(Path file, Head head) throws IOException {
            out = Files.newBufferedWriter(file);
            line("run", head);
        }

        void line(String kind, Object what) throws IOException {
            ObjectNode node = JSON.createObjectNode().put("kind", kind);
            JSON.valueToTree(what).properties().forEach(field -> {
                if (!field.getValue().isNull() && !(field.getValue().isDouble() && !Double.isFinite(field.getValue().doubleValue()))) {
                    node.set(field.getKey(), field.getValue());
                }
            });
            out.write(JSON.writeValueAsString(node));
            out.newLine();
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    static Recorded read(Path file) throws IOException {
        Head head = null;
        List<Second> seconds = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        List<String> lines = FileFaults.text(file, StandardCharsets.UTF_8).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = parse(file, i, lines.get(i));
            switch (line.path("kind").asText()) {
                case "run" -> head = new Head(line.path("protocol").asText(), line.path("link").asText(), number(line, "km"),
                        line.path("started").asText(), line.path("distilled").asBoolean(), number(line, "threshold"), number(line, "chshThreshold"),
                        line.path("eavesdropper").asText(), number(line, "expectedSifted"), number(line, "expectedErrorRate"),
                        number(line, "expectedSecret"));
                case "second" -> seconds.add(new Second(number(line, "time"), number(line, "raw"), number(line, "sifted"),
                        number(line, "errorRate"), number(line, "chsh"), number(line, "chshDeviation"), number(line, "secret")));
                case "block" -> blocks.add(new Block(number(line, "time"), line.path("siftedBits").asLong(), line.path("secretBits").asLong(),
                        number(line, "errorRate"), line.hasNonNull("discarded") ? line.get("discarded").asText() : null));
                default -> throw notARun(file, i);
            }
        }
        if (head == null) {
            throw new IOException(file + " is not the file of a run: it has no line of kind run");
        }
        return new Recorded(head, seconds, blocks);
    }

    private static JsonNode parse(Path file, int line, String text) throws IOException {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw notARun(file, line);
        }
    }

    private static IOException notARun(Path file, int line) {
        return new IOException(file + " is not the file of a run: line " + (line + 1) + " is none of run, second, block");
    }

    private static double number(JsonNode line, String name) {
        return line.path(name).asDouble(Double.NaN);
    }
}
