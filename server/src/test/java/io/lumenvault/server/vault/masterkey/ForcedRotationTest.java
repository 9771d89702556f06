package io.lumenvault.server.vault.masterkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.custody.Generation;
import io.lumenvault.db.custody.GenerationState;
import io.lumenvault.hsm.HsmUnavailableException;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.Result;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForcedRotationTest {

    private static final long LIMIT = 1000;

    private final List<AuditEvent> recorded = new ArrayList<>();
    private RuntimeException failure;
    private boolean recordable = true;
    private int attempts;
    /** Such a clock may well be below zero. */
    private long now = -Duration.ofDays(400).toNanos();
    private final ForcedRotation rotation = new ForcedRotation(LIMIT, _ -> attempt(), this::record, () -> now);

    private void attempt() {
        attempts++;
        if (failure != null) {
            throw failure;
        }
    }

    private void record(AuditEvent event) {
        if (!recordable) {
            throw new IllegalStateException("no database");
        }
        recorded.add(event);
    }

    /** A step a second, as the upkeep takes them. */
    private void seconds(long seconds, long seals) {
        for (long i = 0; i < seconds; i++) {
            rotation.step(new Generation(1, GenerationState.ACTIVE, Instant.EPOCH, Instant.EPOCH, null, null, null, null, seals));
            now += Duration.ofSeconds(1).toNanos();
        }
    }

    @Test
    void belowTheLimit_nothingIsRotated_atTheLimitItIs() {
        seconds(5, LIMIT - 1);
        assertEquals(0, attempts);
        seconds(1, LIMIT);
        assertEquals(1, attempts);
        assertEquals(List.of(), recorded, "the rotation records itself");
    }

    @Test
    void failure_isRecordedOnce_andTriedAgainAfterGrowingPauses() {
        failure = new HsmUnavailableException("token away");
        seconds(3600, LIMIT);
        assertTrue(attempts > 12 && attempts < 25, "2 s doubled up to 5 min in an hour: " + attempts);
        assertEquals(1, recorded.size());
        assertEquals(Result.FAILED, recorded.getFirst().result());
        assertEquals("token away", recorded.getFirst().reason());
    }

    @Test
    void pause_isBounded() {
        failure = new HsmUnavailableException("token away");
        seconds(Duration.ofDays(1).toSeconds(), LIMIT);
        int before = attempts;
        seconds(ForcedRotation.LONGEST_PAUSE.toSeconds(), LIMIT);
        assertEquals(before + 1, attempts);
    }

    @Test
    void anotherCause_andTheSameAfterASuccess_areRecordedAnew() {
        failure = new HsmUnavailableException("token away");
        seconds(100, LIMIT);
        failure = new IllegalStateException("select secret from table");
        seconds(200, LIMIT);
        assertEquals(List.of("token away", "the database did not carry it out"), recorded.stream().map(AuditEvent::reason).toList());
        failure = null;
        seconds(300, LIMIT);
        failure = new HsmUnavailableException("token away");
        seconds(1, LIMIT);
        assertEquals(3, recorded.size());
    }

    @Test
    void anotherNodeMakingAKey_isNoFailure() {
        failure = new VaultException(Reason.BUSY, "a master key is being made; try again");
        seconds(60, LIMIT);
        assertTrue(attempts > 1);
        assertEquals(List.of(), recorded);
    }

    @Test
    void failureThatCannotBeRecorded_isRecordedWhenItCan() {
        failure = new HsmUnavailableException("token away");
        recordable = false;
        seconds(60, LIMIT);
        recordable = true;
        seconds(60, LIMIT);
        assertEquals(1, recorded.size());
    }
}
