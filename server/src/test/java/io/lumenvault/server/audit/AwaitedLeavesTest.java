package io.lumenvault.server.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.audit.AuditRow;
import io.lumenvault.db.audit.TreeRepository.Awaited;
import io.lumenvault.tlog.MerkleHasher;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AwaitedLeavesTest {

    private long now;
    private final AwaitedLeaves awaited = new AwaitedLeaves(() -> now);

    @Test
    void committedEntry_isOverdue_untilItsLeafComes() {
        AuditRow first = row("first");
        AuditRow second = row("second");
        assertTrue(awaited.write(List.of(first, second), () -> true));
        assertEquals(List.of(), awaited.overdue(), "not yet");
        wait(1);
        assertEquals(2, awaited.overdue().size());
        awaited.leaf(hash(first));
        assertEquals(List.of(second.eventId()), awaited.overdue().stream().map(Awaited::event).toList());
    }

    @Test
    void leafThatComesWhileItsEntryIsStillBeingWritten_isSeen() {
        AuditRow row = row("quick");
        awaited.write(List.of(row), () -> {
            awaited.leaf(hash(row));
            return true;
        });
        wait(1);
        assertEquals(List.of(), awaited.overdue());
    }

    @Test
    void entryThatIsNotWritten_isNotAwaited() {
        assertFalse(awaited.write(List.of(row("refused")), () -> false));
        assertThrows(IllegalStateException.class, () -> awaited.write(List.of(row("failed")), () -> {
            throw new IllegalStateException("no database");
        }));
        awaited.write(List.of(row("slow")), () -> {
            wait(1);
            assertEquals(List.of(), awaited.overdue(), "nobody knows yet whether it is committed");
            return false;
        });
        wait(1);
        assertEquals(List.of(), awaited.overdue());
    }

    @Test
    void entryThatStillWaits_isAskedForAgainLater() {
        awaited.write(List.of(row("waiting")), () -> true);
        wait(1);
        awaited.postpone(awaited.overdue().getFirst());
        assertEquals(List.of(), awaited.overdue());
        wait(1);
        assertEquals(1, awaited.overdue().size());
    }

    @Test
    void memory_isBounded() {
        for (int i = 0; i < AwaitedLeaves.MOST + 10; i++) {
            awaited.write(List.of(row("entry " + i)), () -> true);
        }
        for (int i = 0; i < AwaitedLeaves.MOST; i++) {
            awaited.leaf(hash(row("entry " + i)));
        }
        wait(1);
        assertEquals(List.of(), awaited.overdue());
    }

    private void wait(int times) {
        now += times * (AwaitedLeaves.PATIENCE.toNanos() + 1);
    }

    private static byte[] hash(AuditRow row) {
        return new MerkleHasher().leaf(row.body());
    }

    private static AuditRow row(String said) {
        return new AuditRow(UUID.randomUUID(), Instant.EPOCH, "client", "test", "Get", "served", null, null, List.of(),
                said.getBytes(StandardCharsets.UTF_8));
    }
}
