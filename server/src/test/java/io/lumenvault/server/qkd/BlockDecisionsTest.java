package io.lumenvault.server.qkd;

import static io.lumenvault.db.qkd.BlockDecision.Action.DESTROY;
import static io.lumenvault.db.qkd.BlockDecision.Action.QUARANTINE;
import static io.lumenvault.db.qkd.BlockDecision.Action.RELEASE;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.qkd.BlockDecision.ObjectFate;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import org.junit.jupiter.api.Test;

class BlockDecisionsTest {

    @Test
    void whatDestroysKeys_ofBlocksOrObjects_needsTheApprovalOfDestroying() {
        assertTrue(BlockDecisions.destroys(DESTROY, ObjectFate.KEEP));
        assertTrue(BlockDecisions.destroys(QUARANTINE, ObjectFate.DESTROY));
        assertFalse(BlockDecisions.destroys(QUARANTINE, ObjectFate.COMPROMISE));
        assertFalse(BlockDecisions.destroys(RELEASE, ObjectFate.KEEP));
    }

    @Test
    void release_leavesObjectsAsTheyAre() {
        for (ObjectFate fate : new ObjectFate[] {ObjectFate.COMPROMISE, ObjectFate.DESTROY}) {
            VaultException refused = assertThrows(VaultException.class, () -> BlockDecisions.requireFit(RELEASE, fate));
            assertEquals(Reason.INVALID_FIELD, refused.reason());
        }
        assertDoesNotThrow(() -> BlockDecisions.requireFit(RELEASE, ObjectFate.KEEP));
    }
}
