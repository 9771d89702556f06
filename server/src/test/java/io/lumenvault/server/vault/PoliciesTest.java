package io.lumenvault.server.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.policy.PolicyRow;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PoliciesTest {

    private static final String TEXT = "schema: lumenvault-policy/1\nrules: [{id: r, match: all, deactivation: P1D}]";

    @Test
    void versionInForce_isTheDocumentThatWasApplied() {
        assertEquals(3, Policies.inForce(3, row(TEXT, PolicyRow.sha256(TEXT))).version());
    }

    @Test
    void versionWithoutItsDocument_isRefused() {
        assertTrue(assertThrows(UnreadablePolicyException.class, () -> Policies.inForce(3, Optional.empty())).getMessage().contains("version 3"));
    }

    @Test
    void documentThatWasChangedBehindTheNode_isRefused() {
        assertThrows(UnreadablePolicyException.class, () -> Policies.inForce(3, row(TEXT.replace("P1D", "P9Y"), PolicyRow.sha256(TEXT))));
        assertThrows(UnreadablePolicyException.class, () -> Policies.inForce(3, row("schema: x", PolicyRow.sha256("schema: x"))));
    }

    private static Optional<PolicyRow> row(String text, String sha256) {
        return Optional.of(new PolicyRow(3, "officer", Instant.EPOCH, text, sha256));
    }
}
