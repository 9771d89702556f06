package io.lumenvault.server.lifecycle.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.server.lifecycle.approval.Justification.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class JustificationTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "CHG\n1"})
    void ticket_missingOrNotPrintable_isRefused(String ticket) {
        assertThrows(IllegalArgumentException.class, () -> new Justification(Reason.MISTAKE, ticket));
    }

    @Test
    void ticket_tooLong_isRefused() {
        assertEquals(200, new Justification(Reason.MISTAKE, "x".repeat(200)).ticket().length());
        assertThrows(IllegalArgumentException.class, () -> new Justification(Reason.MISTAKE, "x".repeat(201)));
    }

    @Test
    void reason_unknown_namesThoseThereAre() {
        assertEquals(Reason.PLANNED_CHANGE, Reason.named("planned-change"));
        String told = assertThrows(IllegalArgumentException.class, () -> Reason.named("because")).getMessage();
        assertTrue(told.contains("'because'") && told.contains("security-incident"), told);
    }
}
