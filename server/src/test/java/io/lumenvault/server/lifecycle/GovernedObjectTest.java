package io.lumenvault.server.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.object.Cryptography;
import io.lumenvault.db.object.LifecycleDates;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.policy.PolicyDocument;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GovernedObjectTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final int DERIVE_KEY = 0x200;

    @Test
    void recipientGoesOnAfterTheOriginatorMustStop() {
        GovernedObject key = govern("cryptoperiod: {protect: P1Y, process: P3Y}", active(12));
        Instant inTheSecondYear = Instant.parse("2027-06-01T00:00:00Z");
        key.requireUse(Use.PROCESS, inTheSecondYear);
        key.requireUse(Use.EXPORT, inTheSecondYear);
        PolicyRefusedException refused = assertThrows(PolicyRefusedException.class, () -> key.requireUse(Use.PROTECT, inTheSecondYear));
        assertEquals("rule-1", refused.rule());
        assertEquals(7, refused.version());
        assertThrows(PolicyRefusedException.class, () -> key.requireUse(Use.EXPORT, Instant.parse("2029-03-01T12:00:00Z")));
    }

    @Test
    void recommendedPeriods_dependOnWhatTheKeyIsFor() {
        assertEquals(Instant.parse("2028-03-01T12:00:00Z"), govern("cryptoperiod: sp-800-57", active(12)).protectUntil().at());
        assertEquals(Instant.parse("2031-03-01T12:00:00Z"), govern("cryptoperiod: sp-800-57", active(12)).processUntil().at());
        assertEquals(Instant.parse("2027-03-01T12:00:00Z"), govern("cryptoperiod: sp-800-57", active(DERIVE_KEY)).protectUntil().at());
    }

    @Test
    void deactivation_countsAtTheMomentOfUse_beforeAnyPassHasWrittenIt() {
        GovernedObject key = govern("deactivation: P1D", active(12));
        assertEquals(State.ACTIVE, key.state(START.plusSeconds(86_399)));
        assertEquals(State.DEACTIVATED, key.state(START.plusSeconds(86_400)));
        assertEquals(new Duty(Duty.Kind.DEACTIVATE, "rule-1", 7), key.duty(START.plusSeconds(86_400)).orElseThrow());
    }

    @Test
    void operationsNotListed_areRefused() {
        GovernedObject key = govern("operations: [Get Attributes]", active(12));
        key.requireOperation("Get Attributes");
        assertThrows(PolicyRefusedException.class, () -> key.requireOperation("Get"));
    }

    @Test
    void rule_isForTheObjectsItSelects_labelsIncluded() {
        String text = "schema: lumenvault-policy/1\nrules: [{id: r, match: {owner: [pay-*], labels: {x-Zone: [core]}}, deactivation: P1D}]";
        PolicyInForce policy = new PolicyInForce(1, PolicyDocument.read(text));
        assertTrue(policy.govern(active(12), null, () -> Map.of("x-Zone", Set.of("core"))).deactivation() != null);
        assertTrue(policy.govern(active(12), null, () -> Map.of("x-Zone", Set.of("edge"))).deactivation() == null);
    }

    @Test
    void retention_destroysAfterDeactivation_andRotationIsDueByAge() {
        LifecycleDates ended = LifecycleDates.initial(START).withActivation(START).withDeactivation(START.plusSeconds(10));
        GovernedObject old = govern("retention: {destroy-after: P1D}", object(State.DEACTIVATED, ended, 12));
        assertTrue(old.duty(START.plusSeconds(86_409)).isEmpty());
        assertEquals(Duty.Kind.DESTROY, old.duty(START.plusSeconds(86_410)).orElseThrow().kind());
        GovernedObject aging = govern("rotation: {interval: P1D, overlap: PT1H}", active(12));
        assertEquals(Duty.Kind.ROTATE, aging.duty(START.plusSeconds(86_400)).orElseThrow().kind());
    }

    @Test
    void keyOfTheHsm_isNotRotated_forItsReplacementCouldBeGot() {
        ManagedObject internal = active(12).internal();
        assertTrue(govern("rotation: {interval: P1D, overlap: PT1H}", internal).duty(START.plusSeconds(86_400)).isEmpty());
    }

    /** Its length is what a client said. */
    @ParameterizedTest
    @CsvSource({"4096, true", "8, true", "0, false", "-8, false", "4104, false", "2147483640, false"})
    void keyLongerThanAnyThatIsMade_isNotRotated(int bits, boolean rotated) {
        LifecycleDates dates = LifecycleDates.initial(START).withActivation(START);
        ManagedObject key = new ManagedObject(new UUID(1, 2), "pay-roll", 2, State.ACTIVE.code(), new Cryptography(3, bits, 12), dates, false, null,
                new byte[0], null);
        assertEquals(rotated, govern("rotation: {interval: P1D, overlap: PT1H}", key).duty(START.plusSeconds(86_400)).isPresent());
    }

    @Test
    void usagePeriods_ofAKeyThatIsNotActivated_countFromItsInitialDate() {
        Instant later = START.plusSeconds(2 * 86_400);
        GovernedObject never = govern("cryptoperiod: {process: P1D}", object(State.PRE_ACTIVE, LifecycleDates.initial(START), 12));
        assertEquals(START.plusSeconds(86_400), never.processUntil().at());
        never.requireUse(Use.EXPORT, START);
        assertThrows(PolicyRefusedException.class, () -> never.requireUse(Use.EXPORT, later));
        GovernedObject farAhead = govern("cryptoperiod: {process: P1D}",
                object(State.PRE_ACTIVE, LifecycleDates.initial(START).withActivation(START.plusSeconds(100 * 86_400)), 12));
        assertThrows(PolicyRefusedException.class, () -> farAhead.requireUse(Use.EXPORT, later));
    }

    @Test
    void objectMayNotLeaveARuleThatBindsIt() {
        GovernedObject bound = govern("deactivation: P1D", active(12));
        bound.requireStaysBound(bound);
        PolicyRefusedException refused = assertThrows(PolicyRefusedException.class,
                () -> bound.requireStaysBound(PolicyInForce.NONE.govern(active(12), null, Map::of)));
        assertEquals("rule-1", refused.rule());
    }

    private static GovernedObject govern(String field, ManagedObject object) {
        return new PolicyInForce(7, PolicyDocument.read("schema: lumenvault-policy/1\nrules:\n  - id: rule-1\n    match: all\n    " + field))
                .govern(object, null, Map::of);
    }

    private static ManagedObject active(int usage) {
        return object(State.ACTIVE, LifecycleDates.initial(START).withActivation(START), usage);
    }

    private static ManagedObject object(State state, LifecycleDates dates, int usage) {
        return new ManagedObject(new UUID(1, 2), "pay-roll", 2, state.code(), new Cryptography(3, 256, usage), dates, false, null,
                new byte[0], null);
    }
}
