package io.lumenvault.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyDocumentTest {

    private static final String WHOLE = """
            schema: lumenvault-policy/1
            description: Everything that a policy can say
            rules:
              - id: data-keys
                match:
                  object-type: Symmetric Key
                  algorithm: [AES]
                  owner: [pay-*]
                  labels: {Object Group: [payments]}
                cryptoperiod: {protect: P2Y, process: P5Y}
                activation: PT0S
                deactivation: P3Y
                rotation: {interval: P1Y, overlap: P30D}
                retention: {destroy-after: P90D}
                destroy: {delay: P7D}
                operations: [Get, Get Attributes]
                algorithms: [{name: AES, lengths: [256]}]
                storage: external
                quota: {objects: 1000, operations-per-day: 50000}
              - id: everything
                match: all
                cryptoperiod: sp-800-57
            qkd:
              - id: link-ab
                match: {link: link-ab}
                maximum-age: PT24H
                reserve-floor: 1048576
                privileged: [sae-a]
                qber-limit: 0.08
                quarantine-on-alarm: true
                delivery: once
                after-supply: delete
            approvals:
              destroy: {approve: 2, of: [ann, bob, eve], ttl: PT24H}
              export:
                - {match: {owner: [pay-*], storage-class: external, labels: {Name: [root]}}, approve: 2, group: node-officer, ttl: PT1H}
                - {match: {tenant: bank, object-type: Symmetric Key}, approve: 1, group: officer, ttl: PT1H}
              policy-change: {approve: 1, group: officer, ttl: P1D}
            """;

    @Test
    void wholeDocument_isReadAsWritten() {
        PolicyDocument document = PolicyDocument.read(WHOLE);
        KeyRule rule = document.rules().getFirst();
        assertEquals("data-keys", rule.id());
        assertEquals(Set.of(2), rule.match().objectTypes());
        assertEquals(Set.of(3), rule.match().algorithms());
        assertEquals("P2Y", rule.cryptoperiod().protect().toString());
        assertEquals("P30D", rule.rotation().overlap().toString());
        assertTrue(rule.allows("Get"));
        assertTrue(rule.allows(3, 256));
        assertEquals(1000, rule.quota().objects());
        assertTrue(document.rules().get(1).cryptoperiod().recommended());
        assertEquals(0.08, document.links().getFirst().qberLimit());
        assertEquals(2, document.approvals().get(ApprovedOperation.DESTROY).getFirst().approvals());
        assertEquals("officer", document.approvals().get(ApprovedOperation.POLICY_CHANGE).getFirst().group());
        List<ApprovalRule> export = document.approvals().get(ApprovedOperation.EXPORT);
        assertEquals(Set.of("pay-*"), export.getFirst().match().owners());
        assertEquals(Set.of("external"), export.getFirst().match().storageClasses());
        assertEquals(Set.of("bank"), export.get(1).match().tenants());
    }

    @Test
    void quotaOfALink_isReadInBitsADay() {
        String document = "{schema: lumenvault-policy/1, qkd: [{id: ration, match: all, quota: {bits-per-day: %s}}]}";
        assertEquals(1_000_000, PolicyDocument.read(document.formatted("1000000")).links().getFirst().bitsPerDay());
        assertEquals("qkd[0].quota.bits-per-day", faults(document.formatted("much")).getFirst().path());
    }

    @Test
    void json_isReadLikeYaml() {
        PolicyDocument document = PolicyDocument.read("""
                {"schema": "lumenvault-policy/1", "rules": [{"id": "r", "match": "all", "deactivation": "P1Y"}]}""");
        assertEquals("P1Y", document.rules().getFirst().deactivation().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "protect: P2Y                | protect: 2 years | 10 | 29 | rules[0].cryptoperiod.protect",
        "retention:                  | retentoin:       | 14 | 5  | rules[0].retentoin",
        "algorithm: [AES]            | algorithm: [EAS] | 7  | 19 | rules[0].match.algorithm[0]",
        "'lengths: [256]'            | 'lengths: [0]'   | 17 | 40 | rules[0].algorithms[0].lengths[0]",
        "qber-limit: 0.08            | qber-limit: 8    | 29 | 17 | qkd[0].qber-limit",
        "id: everything              | id: data-keys    | 20 | 9  | rules[1].id",
        "approve: 2                  | approve: 4       | 34 | 12 | approvals.destroy",
        "'officer, ttl: P1D'          | 'auditor, ttl: P1D' | 38 | 18 | approvals.policy-change",
        "storage-class: external     | storage-class: tape | 36 | 47 | approvals.export[0].match.storage-class",
        "'approve: 2, group'         | 'approve: 0, group' | 36 | 7 | approvals.export[0]",
        "delivery: once              | delivery: twice  | 31 | 15 | qkd[0].delivery",
        "schema: lumenvault-policy/1 | schema: other/1  | 1  | 9  | schema"})
    void fault_isNamedByLineColumnAndField(String right, String wrong, int line, int column, String path) {
        assertTrue(WHOLE.contains(right), right);
        PolicyFault fault = faults(WHOLE.replace(right, wrong)).getFirst();
        assertEquals(path, fault.path(), fault.toString());
        assertEquals(line, fault.line(), fault.toString());
        assertEquals(column, fault.column(), fault.toString());
    }

    @Test
    void unknownField_isAnsweredWithTheAllowedOnes() {
        String message = faults(WHOLE.replace("maximum-age", "max-age")).getFirst().message();
        assertTrue(message.contains("maximum-age") && message.contains("reserve-floor"), message);
    }

    @Test
    void approvalOfWhatCannotBeDone_orIsNotDoneToObjects_isRefusedInWords() {
        String injection = faults(WHOLE.replace("policy-change:", "injection:")).getFirst().message();
        assertTrue(injection.contains("not there yet"), injection);
        String unknown = faults(WHOLE.replace("policy-change:", "reboot:")).getFirst().message();
        assertTrue(unknown.contains("destroy, export, rotate-master-key, policy-change, role-grant"), unknown);
        String matched = faults(WHOLE.replace("policy-change: {", "policy-change: {match: {owner: x}, ")).getFirst().message();
        assertTrue(matched.contains("not done to objects"), matched);
        assertEquals("rules[0].match.storage-class", faults(WHOLE.replace("algorithm: [AES]", "storage-class: internal")).getFirst().path());
    }

    @Test
    void settings_nameTheConditionsOfDocuments() {
        Selector selector = Selector.of(Map.of("owner", List.of("a", "b-*"), "object-type", List.of("Symmetric Key")),
                Map.of("Object Group", List.of("payments")));
        assertEquals(Set.of("a", "b-*"), selector.owners());
        assertEquals(Set.of(2), selector.objectTypes());
        String unknown = assertThrows(IllegalArgumentException.class, () -> Selector.of(Map.of("owners", List.of("a")), Map.of())).getMessage();
        assertTrue(unknown.contains("'owners'") && unknown.contains("owner, tenant"), unknown);
        String wrong = assertThrows(IllegalArgumentException.class,
                () -> Selector.of(Map.of("storage-class", List.of("tape")), Map.of())).getMessage();
        assertTrue(wrong.contains("storage-class") && wrong.contains("external, translate, internal"), wrong);
    }

    /** It would bind every object, or none, or nothing: not what whoever leaves a field empty means. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'labels: {Object Group: [payments]}' | 'labels: {}' | rules[0].match.labels",
        "'labels: {Name: [root]}' | 'labels: {}' | approvals.export[0].match.labels",
        "'algorithms: [{name: AES, lengths: [256]}]' | 'algorithms: []' | rules[0].algorithms",
        "'quota: {objects: 1000, operations-per-day: 50000}' | 'quota: {}' | rules[0].quota",
        "'protect: P2Y, process: P5Y' | 'protect: P2Y, process: P23M' | rules[0].cryptoperiod"})
    void oversight_isAFaultOfANewDocument_andNoneOfOneThatWasApplied(String right, String wrong, String path) {
        assertTrue(WHOLE.contains(right), right);
        String text = WHOLE.replace(right, wrong);
        assertEquals(List.of(path), faults(text).stream().map(PolicyFault::path).toList());
        assertEquals(2, PolicyDocument.readApplied(text).rules().size());
    }

    @Test
    void periodsOfEqualLength_areNoFault() {
        assertEquals(2, PolicyDocument.read(WHOLE.replace("protect: P2Y, process: P5Y", "protect: P2Y, process: P24M")).rules().size());
    }

    @Test
    void severalFaults_areAllNamed() {
        assertEquals(2, faults(WHOLE.replace("P2Y", "soon").replace("0.08", "much")).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "# nothing", "[]", "schema: lumenvault-policy/1\nrules: [", "a: &x 1\nb: *x", "schema: [", "42",
        "schema: lumenvault-policy/1\nschema: lumenvault-policy/1", "schema: lumenvault-policy/1\nrules:\n  - id: x\n    match: {}"})
    void whatIsNoPolicy_isRefusedWithAPlace(String text) {
        assertTrue(faults(text).getFirst().line() >= 1);
    }

    private static List<PolicyFault> faults(String text) {
        return assertThrows(MalformedPolicyException.class, () -> PolicyDocument.read(text)).faults();
    }
}
