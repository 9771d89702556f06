package io.lumenvault.server.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.object.Cryptography;
import io.lumenvault.db.object.LifecycleDates;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.policy.KeyRule;
import io.lumenvault.policy.PolicyDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds for every policy, object and moment; objects and policies are made from a seed. */
class PolicyPropertyTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final int DAY = 86_400;

    /** KMIP 2.1 section 4.57. */
    private static final Map<State, Set<State>> PERMITTED = new EnumMap<>(Map.of(
            State.PRE_ACTIVE, EnumSet.of(State.ACTIVE, State.DESTROYED, State.COMPROMISED),
            State.ACTIVE, EnumSet.of(State.DEACTIVATED, State.COMPROMISED),
            State.DEACTIVATED, EnumSet.of(State.DESTROYED, State.COMPROMISED),
            State.COMPROMISED, EnumSet.of(State.DESTROYED_COMPROMISED),
            State.DESTROYED, EnumSet.of(State.DESTROYED_COMPROMISED),
            State.DESTROYED_COMPROMISED, EnumSet.noneOf(State.class)));

    @Property(tries = 2000)
    void noPolicy_extendsACompromisedOrDestroyedKey(@ForAll long seed) {
        Random random = new Random(seed);
        for (State ended : EnumSet.of(State.COMPROMISED, State.DESTROYED, State.DESTROYED_COMPROMISED)) {
            ManagedObject object = object(random, ended);
            GovernedObject before = govern(PolicyInForce.NONE, object);
            GovernedObject after = govern(policy(random, 4), object);
            assertEquals(ended, after.state(moment(random)));
            assertNotLater(before, after);
            assertFalse(usable(after, Use.PROTECT, NOW));
            assertTrue(ended == State.COMPROMISED || !usable(after, Use.EXPORT, NOW));
        }
    }

    @Property(tries = 2000)
    void noLaterPolicy_extendsAKeyBeyondWhatItHadWhenItWasCompromised(@ForAll long seed) {
        Random random = new Random(seed);
        GovernedObject before = govern(policy(random, 3), object(random, EnumSet.of(State.PRE_ACTIVE, State.ACTIVE, State.DEACTIVATED).stream()
                .skip(random.nextInt(3)).findFirst().orElseThrow()));
        ObjectChange change = Lifecycle.compromise(before.object(), NOW, NOW);
        GovernedObject after = govern(policy(random, 3),
                before.object().changed(change.state(), change.dates(), before.withEnds(NOW)));
        assertNotLater(before, after);
        for (Instant moment : List.of(NOW, moment(random), moment(random))) {
            assertTrue(moment.isBefore(NOW) || usable(before, Use.EXPORT, moment) || !usable(after, Use.EXPORT, moment), "at " + moment);
        }
    }

    @Property(tries = 2000)
    void anotherRule_neverGivesAKeyMoreTime(@ForAll long seed) {
        Random random = new Random(seed);
        ManagedObject object = object(random, any(random));
        PolicyInForce fewer = policy(random, 3);
        List<KeyRule> rules = new ArrayList<>(fewer.document().rules());
        rules.addAll(policy(random, 3).document().rules());
        PolicyInForce more = new PolicyInForce(2, new PolicyDocument(rules, List.of(), Map.of()));
        if (object.dates().activation() != null) {
            assertNotLater(govern(fewer, object), govern(more, object));
        }
    }

    @Property(tries = 2000)
    void imposedDates_areAPossibleOrder_andImposingThemAgainChangesNothing(@ForAll long seed) {
        Random random = new Random(seed);
        ManagedObject object = object(random, any(random));
        PolicyInForce policy = policy(random, 4);
        ManagedObject once = govern(policy, object).object();
        DateOrder.checkChange(object.dates(), once.dates());
        assertEquals(once.dates(), govern(policy, once).object().dates());
    }

    /** Whatever clients, policies and the node itself do in whatever order: every step is one of the permitted ones. */
    @Property(tries = 1000)
    void noPath_reachesAnIllegalState(@ForAll long seed) {
        Random random = new Random(seed);
        ManagedObject object = object(random, State.PRE_ACTIVE);
        PolicyInForce policy = policy(random, 3);
        Instant now = NOW;
        for (int step = 0; step < 30; step++) {
            now = now.plusSeconds(random.nextInt(60 * DAY));
            policy = random.nextInt(5) == 0 ? policy(random, 3) : policy;
            GovernedObject governed = govern(policy, object);
            State from = governed.state(now);
            Optional<ManagedObject> next = step(random, governed, now);
            if (next.isPresent()) {
                State to = State.ofCode(next.get().state());
                assertTrue(to == from || PERMITTED.get(from).contains(to), from + " to " + to);
                object = next.get();
            }
        }
    }

    private static Optional<ManagedObject> step(Random random, GovernedObject governed, Instant now) {
        ManagedObject object = governed.object();
        try {
            return switch (random.nextInt(5)) {
                case 0 -> Optional.of(changed(object, Lifecycle.activate(object, now)));
                case 1 -> Optional.of(changed(object, Lifecycle.deactivate(object, now)));
                case 2 -> random.nextInt(4) > 0 ? Optional.empty() : Optional.of(changed(object, Lifecycle.compromise(object, now, now)));
                case 3 -> Optional.of(changed(object, ObjectChange.of(object).withState(Lifecycle.destroyed(object, now).code())));
                default -> automatic(governed, now);
            };
        } catch (WrongStateException refused) {
            return Optional.empty();
        }
    }

    private static Optional<ManagedObject> automatic(GovernedObject governed, Instant now) {
        ManagedObject object = governed.object();
        return governed.duty(now).flatMap(duty -> switch (duty.kind()) {
            case ACTIVATE, DEACTIVATE -> Optional.of(changed(object, ObjectChange.of(object).withState(governed.state(now).code())));
            case DESTROY -> Optional.of(changed(object, ObjectChange.of(object).withState(Lifecycle.destroyed(object, now).code())));
            case ROTATE, RELEASE -> Optional.empty();
        });
    }

    private static ManagedObject changed(ManagedObject object, ObjectChange change) {
        return new ManagedObject(object.uid(), object.owner(), object.objectType(), change.state(), object.cryptography(), change.dates(),
                false, null, new byte[0], null);
    }

    private static void assertNotLater(GovernedObject before, GovernedObject after) {
        assertNotLater(before.protectUntil(), after.protectUntil());
        assertNotLater(before.processUntil(), after.processUntil());
        assertNotLater(before.deactivation(), after.deactivation());
    }

    private static void assertNotLater(Limit before, Limit after) {
        assertTrue(before == null || after != null && !after.at().isAfter(before.at()), before + " to " + after);
    }

    private static boolean usable(GovernedObject object, Use use, Instant now) {
        try {
            object.requireUse(use, now);
            return true;
        } catch (WrongStateException | PolicyRefusedException refused) {
            return false;
        }
    }

    private static GovernedObject govern(PolicyInForce policy, ManagedObject object) {
        return policy.govern(object, null, Map::of);
    }

    private static State any(Random random) {
        return State.values()[random.nextInt(State.values().length)];
    }

    private static Instant moment(Random random) {
        return NOW.plusSeconds(random.nextInt(2000 * DAY) - 1000L * DAY);
    }

    private static Instant later(Random random, Instant than) {
        return than == null ? null : than.plusSeconds(random.nextInt(400 * DAY));
    }

    private static Instant maybe(Random random, Instant date) {
        return random.nextBoolean() ? date : null;
    }

    private static ManagedObject object(Random random, State state) {
        Instant initial = NOW.minusSeconds(random.nextInt(300 * DAY));
        LifecycleDates dates = LifecycleDates.initial(initial);
        Instant activation = state == State.PRE_ACTIVE ? maybe(random, later(random, initial)) : later(random, initial);
        dates = dates.withActivation(activation);
        Instant protectStop = maybe(random, later(random, activation));
        dates = dates.withProtectStop(protectStop);
        dates = dates.withDeactivation(state == State.DEACTIVATED ? later(random, protectStop == null ? activation : protectStop)
                : maybe(random, later(random, protectStop == null ? activation : protectStop)));
        if (state == State.COMPROMISED || state == State.DESTROYED_COMPROMISED) {
            dates = dates.withCompromise(initial, NOW);
        }
        return new ManagedObject(new UUID(1, 2), "owner", 2, state.code(), new Cryptography(3, 256, 12), dates, false, null, new byte[0], null);
    }

    private static PolicyInForce policy(Random random, int rules) {
        StringBuilder text = new StringBuilder("schema: lumenvault-policy/1\nrules:\n");
        for (int i = 0; i < rules; i++) {
            text.append("  - id: r").append(i).append("\n    match: ").append(random.nextInt(4) == 0 ? "{algorithm: RSA}" : "all").append('\n');
            field(random, text, "activation: P" + random.nextInt(100) + "D");
            field(random, text, "deactivation: P" + random.nextInt(500) + "D");
            int protect = random.nextInt(300);
            field(random, text, random.nextInt(3) == 0 ? "cryptoperiod: sp-800-57"
                    : "cryptoperiod: {protect: P" + protect + "D, process: P" + (protect + random.nextInt(600)) + "D}");
            field(random, text, "retention: {destroy-after: P" + random.nextInt(100) + "D}");
            field(random, text, "rotation: {interval: P" + (1 + random.nextInt(100)) + "D, overlap: P1D}");
        }
        return new PolicyInForce(1, PolicyDocument.read(text.toString()));
    }

    private static void field(Random random, StringBuilder text, String line) {
        if (random.nextBoolean()) {
            text.append("    ").append(line).append('\n');
        }
    }
}
