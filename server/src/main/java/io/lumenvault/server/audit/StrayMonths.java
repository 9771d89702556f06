package io.lumenvault.server.audit;

import io.lumenvault.db.AdvisoryLock;
import io.lumenvault.db.Database;
import io.lumenvault.db.audit.DefaultPartition;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * Gives months their partition that had none when entries of them were written, as happens when a clock jumps or a node starts after a long
 * time: otherwise their entries would stay in the default partition for ever, and never be archived.
 */
public final class StrayMonths {

    /** Whoever takes months out of the log or moves them holds it: one at a time, at all nodes. */
    static final String LOCK = "audit-months";

    private final AdvisoryLock lock;
    private final DataSource owner;
    private final AuditLog log;
    private final Predicate<YearMonth> archived;
    private final Clock clock;

    /**
     * @param owner connects as the role that owns the tables
     * @param archived whether there is an archive of a month: what is written later with a time in it stays in the default partition, so
     *     that the month is not archived twice
     */
    public StrayMonths(Database database, DataSource owner, AuditLog log, Predicate<YearMonth> archived, Clock clock) {
        this.lock = new AdvisoryLock(Objects.requireNonNull(database, "database"));
        this.owner = Objects.requireNonNull(owner, "owner");
        this.log = Objects.requireNonNull(log, "log");
        this.archived = Objects.requireNonNull(archived, "archived");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Moves what can be moved, month by month, unless another node is at it; each move and its entry are one transaction. */
    public void gather() {
        lock.run(LOCK, () -> {
            try (Connection connection = owner.getConnection()) {
                connection.setAutoCommit(false);
                gather(new DefaultPartition(connection));
            } catch (SQLException failed) {
                throw new IllegalStateException("entries of the default partition are not moved: " + failed.getMessage(), failed);
            }
        });
    }

    private void gather(DefaultPartition entries) throws SQLException {
        entries.finish();
        for (YearMonth month : entries.months()) {
            if (!isDue(month) || archived.test(month) || entries.isArchived(month)) {
                continue;
            }
            entries.move(month, (transaction, moved) -> log.append(transaction, AuditEvent.system("audit", "Create Audit Partition", Result.SERVED,
                    null, Map.of("month", month.toString(), "moved", Long.toString(moved)))));
        }
    }

    /** What a clock that was far ahead has written waits until its month comes: not each jump is to leave a partition. */
    private boolean isDue(YearMonth month) {
        YearMonth present = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
        return !month.isAfter(present.plusMonths(Partitions.MONTHS_AHEAD));
    }
}
