package io.lumenvault.server.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.tlog.SignedNote;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heads held outside the database. */
class LogContinuityTest {

    @Test
    void holderThatCannotWrite_isReported_butKeepsTheHeadFromNoOther(@TempDir Path folder) throws Exception {
        try (TestLog log = new TestLog(folder)) {
            log.grow(1);
            SignedNote head = new CheckpointFile(folder.resolve("audit-checkpoint")).read().orElseThrow();
            CheckpointFile nowhere = new CheckpointFile(folder.resolve("missing").resolve("audit-checkpoint"));
            CheckpointFile other = new CheckpointFile(folder.resolve("other-checkpoint"));
            LogContinuity continuity = new LogContinuity(log.database, log.identity, List.of(nowhere, other));
            assertThrows(UncheckedIOException.class, () -> continuity.hold(head));
            assertEquals(head.text(), other.read().orElseThrow().text());
        }
    }
}
