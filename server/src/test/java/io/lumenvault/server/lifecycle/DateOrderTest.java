package io.lumenvault.server.lifecycle;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.db.object.LifecycleDates;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DateOrderTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void impossibleOrder_isRefused() {
        LifecycleDates dates = LifecycleDates.initial(NOW).withActivation(NOW.plusSeconds(2)).withDeactivation(NOW.plusSeconds(1));
        assertThrows(WrongStateException.class, () -> DateOrder.check(dates));
        assertDoesNotThrow(() -> DateOrder.check(dates.withDeactivation(NOW.plusSeconds(2))));
    }

    @Test
    void change_toAnImpossibleOrder_isRefused() {
        LifecycleDates before = LifecycleDates.initial(NOW).withActivation(NOW).withDeactivation(NOW.plusSeconds(10));
        assertThrows(WrongStateException.class,
                () -> DateOrder.checkChange(before, before.withProtectStop(NOW.plusSeconds(11))));
        assertDoesNotThrow(() -> DateOrder.checkChange(before, before.withProtectStop(NOW.plusSeconds(10))));
    }

    @Test
    void changeOfSomethingElse_isNotHeldAgainstDatesThatRevokeHasOvertaken() {
        LifecycleDates revoked = LifecycleDates.initial(NOW).withActivation(NOW).withProtectStop(NOW.plusSeconds(3600))
                .withDeactivation(NOW.plusSeconds(5));
        assertDoesNotThrow(() -> DateOrder.checkChange(revoked, revoked.withLastChange(NOW.plusSeconds(6))));
    }
}
