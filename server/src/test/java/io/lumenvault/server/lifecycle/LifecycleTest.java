package io.lumenvault.server.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.db.object.Cryptography;
import io.lumenvault.db.object.LifecycleDates;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LifecycleTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @EnumSource(State.class)
    void transitions_areThoseOfTheSpecificationAndNoOthers(State from) {
        // KMIP 2.1 section 4.57.
        Map<State, Set<State>> permitted = new EnumMap<>(State.class);
        permitted.put(State.PRE_ACTIVE, EnumSet.of(State.ACTIVE, State.DESTROYED, State.COMPROMISED));
        permitted.put(State.ACTIVE, EnumSet.of(State.DEACTIVATED, State.COMPROMISED));
        permitted.put(State.DEACTIVATED, EnumSet.of(State.DESTROYED, State.COMPROMISED));
        permitted.put(State.COMPROMISED, EnumSet.of(State.DESTROYED_COMPROMISED));
        permitted.put(State.DESTROYED, EnumSet.of(State.DESTROYED_COMPROMISED));
        permitted.put(State.DESTROYED_COMPROMISED, EnumSet.noneOf(State.class));

        Set<State> reached = EnumSet.noneOf(State.class);
        collect(reached, object -> next(Lifecycle.activate(object, NOW)), from);
        collect(reached, object -> next(Lifecycle.deactivate(object, NOW)), from);
        collect(reached, object -> next(Lifecycle.compromise(object, NOW, NOW)), from);
        collect(reached, object -> Lifecycle.destroyed(object, NOW), from);

        assertEquals(permitted.get(from), reached);
    }

    @Test
    void preActive_becomesActiveAtItsActivationDate() {
        LifecycleDates dates = LifecycleDates.initial(NOW).withActivation(NOW.plusSeconds(10));
        assertEquals(State.PRE_ACTIVE, State.at(State.PRE_ACTIVE, dates, NOW.plusSeconds(9)));
        assertEquals(State.ACTIVE, State.at(State.PRE_ACTIVE, dates, NOW.plusSeconds(10)));
    }

    @Test
    void active_becomesDeactivatedAtItsDeactivationDate_withoutAScheduler() {
        LifecycleDates dates = LifecycleDates.initial(NOW).withActivation(NOW).withDeactivation(NOW.plusSeconds(5));
        assertEquals(State.ACTIVE, State.at(State.ACTIVE, dates, NOW.plusSeconds(4)));
        assertEquals(State.DEACTIVATED, State.at(State.ACTIVE, dates, NOW.plusSeconds(5)));
        assertEquals(State.DEACTIVATED, State.at(State.PRE_ACTIVE, dates, NOW.plusSeconds(5)));
    }

    @Test
    void compromised_staysCompromisedWhateverItsDates() {
        LifecycleDates dates = LifecycleDates.initial(NOW).withActivation(NOW).withDeactivation(NOW);
        assertEquals(State.COMPROMISED, State.at(State.COMPROMISED, dates, NOW.plusSeconds(5)));
    }

    @Test
    void active_withAProtectStopDateToCome_isDeactivated() {
        LifecycleDates dates = LifecycleDates.initial(NOW).withActivation(NOW.minusSeconds(60)).withProtectStop(NOW.plusSeconds(3600));
        ObjectChange revoked = Lifecycle.deactivate(object(State.ACTIVE, dates), NOW);
        assertEquals(State.DEACTIVATED, next(revoked));
        assertEquals(NOW, revoked.dates().deactivation());
    }

    @Test
    void preActive_withAProcessStartDateInThePast_isActivated() {
        LifecycleDates dates = LifecycleDates.initial(NOW).withProcessStart(NOW.minusSeconds(60));
        assertEquals(State.ACTIVE, next(Lifecycle.activate(object(State.PRE_ACTIVE, dates), NOW)));
    }

    @Test
    void preActive_whoseDeactivationDateHasCome_isNotActivated() {
        LifecycleDates dates = LifecycleDates.initial(NOW).withDeactivation(NOW);
        assertThrows(WrongStateException.class, () -> Lifecycle.activate(object(State.PRE_ACTIVE, dates), NOW));
    }

    private static void collect(Set<State> reached, Function<ManagedObject, State> transition, State from) {
        try {
            reached.add(transition.apply(object(from)));
        } catch (WrongStateException refused) {
            // not permitted from this state
        }
    }

    private static State next(ObjectChange change) {
        return State.ofCode(change.state());
    }

    private static ManagedObject object(State state) {
        return object(state, LifecycleDates.initial(NOW));
    }

    private static ManagedObject object(State state, LifecycleDates dates) {
        return new ManagedObject(new UUID(1, 2), "owner", 2, state.code(), Cryptography.NONE, dates, false, null, new byte[0],
                null);
    }
}
