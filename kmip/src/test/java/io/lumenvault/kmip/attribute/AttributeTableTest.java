package io.lumenvault.kmip.attribute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.kmip.SharedData;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ProtocolVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table against the rule tables of the specification texts. */
class AttributeTableTest {

    /** Sections that describe no single attribute: custom ones, and groups listed one by one in the table. */
    private static final Set<String> NOT_ONE_ATTRIBUTE = Set.of("Custom Attribute", "Vendor Attribute",
            "Certificate Attributes");

    @Test
    void table_version14_hasEveryAttributeOfSection3WithItsRules() throws IOException {
        compare("kmip/spec/kmip-spec-v1.4.txt", "^## 3\\.\\d+ (.*)", ProtocolVersion.V1_4, 50);
    }

    @Test
    void table_version21_hasEveryAttributeOfSection4WithItsRules() throws IOException {
        compare("kmip/spec/kmip-spec-v2.1.txt", "^## 4\\.\\d+ (.*)", ProtocolVersion.V2_1, 61);
    }

    private static void compare(String file, String heading, ProtocolVersion version, int expected) throws IOException {
        List<String> problems = new ArrayList<>();
        Map<String, Map<String, String>> sections = sections(file, Pattern.compile(heading));
        assertEquals(expected, sections.size());
        sections.forEach((name, rules) -> {
            AttributeType type = AttributeType.byText(name).orElse(null);
            if (type == null || !type.availableAt(version)) {
                problems.add(name + " is missing");
                return;
            }
            expect(problems, name + " client sets", rules.getOrDefault("Initially set by", "").contains("Client"),
                    type.clientMaySet());
            expect(problems, name + " client modifies", yes(rules, "Modifiable by client"),
                    type.clientChange() != AttributeChange.NO);
            expect(problems, name + " client deletes", yes(rules, "Deletable by client"),
                    type.clientDelete() != AttributeChange.NO);
            expect(problems, name + " multiple", yes(rules, "Multiple instances permitted"), type.multipleInstances());
        });
        assertEquals(List.of(), problems);
    }

    private static Map<String, Map<String, String>> sections(String file, Pattern heading) throws IOException {
        Map<String, Map<String, String>> sections = new HashMap<>();
        Map<String, String> current = null;
        for (String line : java.nio.file.Files.readAllLines(SharedData.path(file))) {
            Matcher matcher = heading.matcher(line);
            if (matcher.matches()) {
                current = NOT_ONE_ATTRIBUTE.contains(matcher.group(1)) ? null : new HashMap<>();
                if (current != null) {
                    sections.put(matcher.group(1), current);
                }
            } else if (line.startsWith("#")) {
                current = line.startsWith("###") ? current : null;
            } else if (current != null && line.startsWith("| ")) {
                String[] cells = line.substring(2).split(" \\| ?");
                current.putIfAbsent(cells[0], cells.length > 1 ? cells[1] : "");
            }
        }
        return sections;
    }

    private static boolean yes(Map<String, String> rules, String row) {
        return rules.getOrDefault(row, "No").startsWith("Yes");
    }

    private static void expect(List<String> problems, String what, boolean specification, boolean table) {
        if (specification != table) {
            problems.add(what);
        }
    }

    @Test
    void rows_versionsAndObjectTypes_areThoseOfTheSpecification() {
        assertFalse(AttributeType.FRESH.availableAt(ProtocolVersion.V1_0));
        assertTrue(AttributeType.FRESH.availableAt(ProtocolVersion.V1_1));
        assertTrue(AttributeType.SENSITIVE.availableAt(ProtocolVersion.V1_4));
        assertFalse(AttributeType.SENSITIVE.availableAt(ProtocolVersion.V1_3));
        assertFalse(AttributeType.OPERATION_POLICY_NAME.availableAt(ProtocolVersion.V2_0));
        assertFalse(AttributeType.STATE.appliesTo(ObjectType.OPAQUE_OBJECT, ProtocolVersion.V1_4));
        assertTrue(AttributeType.STATE.appliesTo(ObjectType.OPAQUE_OBJECT, ProtocolVersion.V2_1));
    }

    @Test
    void rows_conditionsOfChange_areThoseOfTheSpecification() {
        assertEquals(AttributeChange.WHILE_PRE_ACTIVE, AttributeType.ACTIVATION_DATE.clientChange());
        assertEquals(AttributeChange.WHILE_PRE_ACTIVE_OR_ACTIVE, AttributeType.DEACTIVATION_DATE.clientChange());
        assertEquals(AttributeChange.UNTIL_REACHED, AttributeType.PROTECT_STOP_DATE.clientChange());
        assertEquals(AttributeChange.UNTIL_USED, AttributeType.USAGE_LIMITS.clientDelete());
        assertEquals(AttributeChange.NO, AttributeType.STATE.clientChange());
        assertFalse(AttributeType.STATE.clientMaySet());
        assertTrue(AttributeType.CRYPTOGRAPHIC_LENGTH.clientMayGiveAtCreation());
        assertFalse(AttributeType.CRYPTOGRAPHIC_LENGTH.clientMaySet());
    }
}
