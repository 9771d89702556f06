package io.lumenvault.server.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lumenvault.policy.PolicyDocument;
import io.lumenvault.server.lifecycle.LinkPolicy;
import io.lumenvault.server.lifecycle.PolicyInForce;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a policy would change for the key of a link is said before it is applied. */
class LinkComparisonTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant BLOCKS = Instant.parse("2026-02-01T00:00:00Z");

    @Test
    void keyThatWouldBeTooOld_isCounted() {
        assertEquals(List.of("bits in the pool that are too old, and destroyed: 0 to 4096", "maximum-age: P60D to P7D"),
                changes("{id: age, match: all, maximum-age: P60D}", "{id: age, match: all, maximum-age: P7D}"));
    }

    @Test
    void whatIsKeptAndHowItIsGivenOut_isTold() {
        assertEquals(List.of("after-supply: nothing to delete", "delivery: nothing to once", "qber-limit: nothing to 0.08",
                "quarantine-on-alarm: nothing to true", "reserve-floor: nothing to 1000 bits but for sae-a"),
                changes("{id: none, match: {link: another}, delivery: once}", "{id: r, match: all, reserve-floor: 1000, privileged: [sae-a],"
                        + " delivery: once, after-supply: delete, qber-limit: 0.08, quarantine-on-alarm: true}"));
    }

    @Test
    void samePolicyInOtherRules_changesNothing() {
        assertEquals(List.of(), changes("{id: r, match: all, maximum-age: P7D, reserve-floor: 8}",
                "{id: a, match: all, maximum-age: P7D}, {id: b, match: {link: link-ab}, maximum-age: P9D, reserve-floor: 8}"));
    }

    private static List<String> changes(String inForce, String proposed) {
        PolicyEffects effects = new PolicyEffects(1);
        new LinkComparison(effects, NOW, (_, oldest) -> BLOCKS.isBefore(oldest) ? 4096 : 0).compare("link-ab", link(inForce), link(proposed));
        return effects.links().stream().map(change -> change.what() + ": " + change.before() + " to " + change.after()).toList();
    }

    private static LinkPolicy link(String rules) {
        return new PolicyInForce(1, PolicyDocument.read("schema: lumenvault-policy/1\nqkd: [" + rules + "]")).link("link-ab");
    }
}
