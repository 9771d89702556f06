package io.lumenvault.server.audit;

import io.lumenvault.db.Database;
import io.lumenvault.db.audit.MonthPartition;
import io.lumenvault.tlog.SignedNote;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Moves the bodies of old months out of the database into signed archive files. What stays for ever are the leaves: proofs and the
 * verification of the whole tree go on working. A month is dropped only after its archive is durable, every body of it has been hashed
 * to its leaf, and the log has recorded it.
 */
public final class Retention {

    /** How far back months are looked for that were not archived in their time. */
    private static final int MONTHS_BACK = 120;

    private final StoredHead stored;
    private final DataSource owner;
    private final AuditLog log;
    private final LogIdentity identity;
    private final Path folder;
    private final Clock clock;

    /**
     * @param owner connects as the role that owns the tables: the server's own role cannot drop anything of the log
     * @param folder of the archives
     */
    public Retention(Database database, DataSource owner, AuditLog log, LogIdentity identity, Path folder, Clock clock) {
        this.stored = new StoredHead(database, identity);
        this.owner = Objects.requireNonNull(owner, "owner");
        this.log = Objects.requireNonNull(log, "log");
        this.identity = Objects.requireNonNull(identity, "identity");
        this.folder = Objects.requireNonNull(folder, "folder");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Archives every month that ended more than so many months ago. */
    public void archiveOlderThan(int keepMonths) {
        YearMonth present = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
        for (int back = keepMonths + 1; back <= keepMonths + MONTHS_BACK; back++) {
            archive(present.minusMonths(back));
        }
    }

    /**
     * Archives a month.
     *
     * @return what was archived, or empty when the database has no partition of that month
     * @throws IllegalArgumentException when the month is not over
     * @throws LogRolledBackException when the last head in the database is not the log's
     */
    public Optional<ArchivedMonth> archive(YearMonth month) {
        if (!month.isBefore(YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)))) {
            throw new IllegalArgumentException("the month " + month + " is not over");
        }
        SignedNote head = stored.last().orElse(null);
        if (head == null) {
            return Optional.empty();
        }
        try (Connection connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            MonthPartition partition = new MonthPartition(connection, month);
            if (!partition.exists()) {
                return Optional.empty();
            }
            partition.lock();
            ArchivedMonth archived = new MonthArchive(folder, month).write(partition, identity, head);
            log.append(archived.event());
            partition.drop();
            connection.commit();
            return Optional.of(archived);
        } catch (SQLException | IOException failed) {
            throw new IllegalStateException("the audit entries of " + month + " are not archived: " + failed.getMessage(), failed);
        }
    }
}
