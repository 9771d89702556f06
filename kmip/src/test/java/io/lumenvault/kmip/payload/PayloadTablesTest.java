package io.lumenvault.kmip.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.kmip.SharedData;
import io.lumenvault.kmip.layout.Field;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.object.ObjectCodec;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields and order of every payload against the payload tables of the specification texts. */
class PayloadTablesTest {

    /** What stands for the managed object itself in a table. */
    private static final Set<String> OBJECT = Set.of("Certificate", "Any Object (Section 2)", "All Objects");

    @Test
    void everyOperation_hasPayloads() {
        assertEquals(Set.of(Operation.values()), Payloads.operations());
    }

    @ParameterizedTest
    @CsvSource({"1.4, '^## 4[.][0-9]+ (.*)', 72", "2.1, '^### 6[.]1[.][0-9]+ (.*)', 90"})
    void layouts_matchTheTablesOfTheSpecification(String text, String heading, int expected) throws Exception {
        String[] parts = text.split("\\.");
        ProtocolVersion version = new ProtocolVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        List<String> problems = new ArrayList<>();
        int compared = 0;
        for (Map.Entry<String, List<String>> table : tables(text, Pattern.compile(heading)).entrySet()) {
            Layout layout = layout(table.getKey());
            if (layout == null) {
                continue;
            }
            compared++;
            List<String> ours = layout.fields().stream().map(Field::tag).filter(tag -> layout.has(tag, version)).map(Tag::text)
                    .toList();
            List<String> wanted = table.getValue();
            if (wanted.stream().anyMatch(OBJECT::contains) && !table.getKey().startsWith("Validate")
                    && !table.getKey().startsWith("Re-Provision")) {
                Set<String> objects = Set.copyOf(ObjectCodec.FIELDS.stream().map(field -> field.tag().text()).toList());
                ours = ours.stream().filter(field -> !objects.contains(field)).toList();
                wanted = wanted.stream().filter(field -> !OBJECT.contains(field)).toList();
            }
            if (!ours.equals(wanted)) {
                problems.add(table.getKey() + ": the table has " + wanted + ", the layout " + ours);
            }
        }
        assertEquals(List.of(), problems);
        assertTrue(compared >= expected, "compared " + compared);
    }

    private static Map<String, List<String>> tables(String version, Pattern heading) throws IOException {
        Map<String, List<String>> tables = new HashMap<>();
        String operation = null;
        List<String> table = null;
        for (String line : Files.readAllLines(SharedData.path("kmip/spec/kmip-spec-v" + version + ".txt"))) {
            Matcher matcher = heading.matcher(line);
            if (matcher.matches()) {
                operation = matcher.group(1).strip();
            }
            if (line.startsWith("#") || line.startsWith("Table ")) {
                table = null;
            }
            Matcher start = Pattern.compile("\\| (Request|Response) Payload( \\|)?").matcher(line);
            if (operation != null && start.matches()) {
                table = new ArrayList<>();
                tables.putIfAbsent(operation + " " + start.group(1), table);
            } else if (table != null && line.startsWith("| ")) {
                String name = line.substring(2).split("\\|")[0].strip().split(", ")[0];
                if (!Set.of("Item", "Object", "").contains(name)) {
                    table.add(name);
                }
            }
        }
        return tables;
    }

    /** The layout of a payload; null for the operations that name an object alone, which share one. */
    private static Layout layout(String title) throws ReflectiveOperationException {
        String name = title.replaceFirst(" (Request|Response)$", "");
        Operation operation = Arrays.stream(Operation.values()).filter(value -> value.text().equals(name)).findFirst().orElse(null);
        if (operation == null) {
            return null;
        }
        String type = Stream.of(operation.name().split("_")).map(word -> word.charAt(0) + word.substring(1).toLowerCase())
                .reduce("", String::concat);
        Class<?> payloads = Class.forName("io.lumenvault.kmip.payload." + type);
        String field = title.endsWith("Request") ? "REQUEST" : "RESPONSE";
        if (Arrays.stream(payloads.getDeclaredFields()).noneMatch(declared -> declared.getName().equals(field))) {
            return null;
        }
        java.lang.reflect.Field declared = payloads.getDeclaredField(field);
        declared.setAccessible(true);
        return (Layout) declared.get(null);
    }
}
