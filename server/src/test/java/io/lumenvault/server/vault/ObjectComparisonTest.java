package io.lumenvault.server.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.object.Cryptography;
import io.lumenvault.db.object.LifecycleDates;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.Restrictions;
import io.lumenvault.policy.PolicyDocument;
import io.lumenvault.server.lifecycle.PolicyInForce;
import io.lumenvault.server.lifecycle.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a policy would change for an object is said before it is applied, destruction above all. */
class ObjectComparisonTest {

    private static final Instant START = Instant.parse("2024-03-01T12:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void keyThatWouldBeDeactivatedAndThenDestroyed_isToldAsDestroyed() {
        assertEquals(Set.of(Effect.DEACTIVATE, Effect.DESTROY, Effect.SHORTEN, Effect.RETAIN_SHORTER),
                effects("", "deactivation: P1Y\n    retention: {destroy-after: P30D}", active()));
    }

    @Test
    void keyThatNobodyActivated_isFollowedToItsEnd() {
        ManagedObject waiting = object(State.PRE_ACTIVE, LifecycleDates.initial(START), Restrictions.NONE);
        Set<Effect> effects = effects("", "activation: P1D\n    deactivation: P1Y\n    retention: {destroy-after: P30D}", waiting);
        assertTrue(effects.containsAll(Set.of(Effect.ACTIVATE, Effect.DEACTIVATE, Effect.DESTROY)), effects::toString);
    }

    @Test
    void holdThatIsOver_hidesNothing_andOneThatGoesOnDestroysNothing() {
        String policy = "deactivation: P1Y\n    retention: {destroy-after: P30D}";
        Restrictions over = Restrictions.NONE.withHold("audit", "olga", START, NOW.minusSeconds(1));
        Restrictions goingOn = Restrictions.NONE.withHold("audit", "olga", START, null);
        assertTrue(effects("", policy, active(over)).contains(Effect.DESTROY));
        assertFalse(effects("", policy, active(goingOn)).contains(Effect.DESTROY));
    }

    @Test
    void whatTheNodeDoesAnyway_isNoEffect() {
        String policy = "deactivation: P1Y\n    retention: {destroy-after: P30D}";
        assertEquals(Set.of(), effects(policy, policy, active()));
    }

    @Test
    void endOfOneUse_isToldAlthoughAnotherEndsSooner() {
        assertEquals(Set.of(Effect.SHORTEN),
                effects("cryptoperiod: {protect: P3Y, process: P9Y}", "cryptoperiod: {protect: P3Y, process: P5Y}", active()));
        assertEquals(Set.of(Effect.SHORTEN, Effect.LENGTHEN),
                effects("cryptoperiod: {protect: P3Y, process: P9Y}", "cryptoperiod: {protect: P4Y, process: P5Y}", active()));
    }

    @Test
    void termsBesideTheDates_areEachTold() {
        Map.of("operations: [Get]", Effect.FORBID_OPERATION,
                "rotation: {interval: P9Y, overlap: P1D}", Effect.ROTATE_OTHERWISE,
                "retention: {destroy-after: P9Y}", Effect.RETAIN_SHORTER,
                "destroy: {delay: P7D}", Effect.UNDO_OTHERWISE,
                "storage: internal", Effect.STORE_OTHERWISE,
                "quota: {operations-per-day: 3}", Effect.QUOTA)
                .forEach((field, effect) -> assertEquals(Set.of(effect), effects("", field, active()), field));
        assertEquals(Set.of(Effect.ALLOW_OPERATION), effects("operations: [Get]", "operations: [Get, Destroy]", active()));
        assertEquals(Set.of(Effect.RETAIN_LONGER), effects("retention: {destroy-after: P1Y}", "", active()));
        assertEquals(Set.of(Effect.QUOTA), effects("quota: {objects: 3}", "quota: {objects: 4}", active()));
        assertEquals(Set.of(), effects("retention: {destroy-after: P1Y}", "retention: {destroy-after: P12M}", active()));
    }

    @Test
    void keysOfALink_areToldWhenTheyWouldBeGivenOutOnce() {
        PolicyEffects effects = new PolicyEffects(1);
        new ObjectComparison(effects, NOW).compare(PolicyInForce.NONE.govern(active(), null, Map::of), PolicyInForce.NONE.link("link-ab"),
                policy("qkd: [{id: once, match: all, delivery: once, after-supply: delete}]").link("link-ab"));
        assertEquals(List.of(Effect.GIVE_ONCE, Effect.DELETE_AFTER_SUPPLY), effects.effects());
    }

    private static Set<Effect> effects(String inForce, String proposed, ManagedObject object) {
        PolicyEffects effects = new PolicyEffects(1);
        new ObjectComparison(effects, NOW).compare(rule(inForce).govern(object, null, Map::of), rule(proposed).govern(object, null, Map::of));
        return Set.copyOf(effects.effects());
    }

    private static PolicyInForce rule(String field) {
        return policy("rules:\n  - id: r\n    match: all\n" + (field.isEmpty() ? "" : "    " + field));
    }

    private static PolicyInForce policy(String rules) {
        return new PolicyInForce(1, PolicyDocument.read("schema: lumenvault-policy/1\n" + rules));
    }

    private static ManagedObject active() {
        return active(Restrictions.NONE);
    }

    private static ManagedObject active(Restrictions bound) {
        return object(State.ACTIVE, LifecycleDates.initial(START).withActivation(START), bound);
    }

    private static ManagedObject object(State state, LifecycleDates dates, Restrictions bound) {
        return new ManagedObject(new UUID(1, 2), "pay-roll", 2, state.code(), new Cryptography(3, 256, 12), dates, false, null, new byte[0], null)
                .changed(state.code(), dates, bound);
    }
}
