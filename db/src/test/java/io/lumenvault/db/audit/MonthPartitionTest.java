package io.lumenvault.db.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A month is taken out with the entries that were read of it, or stays. */
class MonthPartitionTest {

    @TempDir
    Path folder;

    private TestDatabase started;
    private Connection owner;
    private MonthPartition month;

    @BeforeEach
    void start() throws Exception {
        started = TestDatabase.start(folder);
        owner = started.connectAsOwner();
        try (Statement statement = owner.createStatement()) {
            statement.execute("select audit_make_partition('2031-01-01')");
        }
        owner.setAutoCommit(false);
        month = new MonthPartition(owner, YearMonth.of(2031, 1));
        append();
    }

    @AfterEach
    void stop() throws Exception {
        owner.close();
        started.close();
    }

    @Test
    void entryThatComesBetweenReadingAndTakingOut_keepsTheMonth() throws Exception {
        month.lock();
        MonthPartition.Extent read = month.extent();
        assertEquals(new MonthPartition.Extent(1, -1), read);
        owner.commit();
        append();
        SQLException refused = assertThrows(SQLException.class, () -> month.detach(read, transaction -> { }));
        assertTrue(refused.getMessage().startsWith("entries came to the month after it had been read: 1 rows"), refused.getMessage());
        assertTrue(month.exists());
        month.detach(month.extent(), transaction -> { });
        assertFalse(month.exists());
    }

    private void append() throws SQLException {
        try (Connection other = started.connect(); Statement statement = other.createStatement()) {
            statement.execute("insert into audit_entry (event_id, time, principal, protocol, operation, result, body)"
                    + " values (gen_random_uuid(), '2031-01-10Z', 'p', 'kmip', 'Get', 'served', 'body')");
        }
    }
}
