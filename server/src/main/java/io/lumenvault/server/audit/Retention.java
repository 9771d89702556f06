package io.lumenvault.server.audit;

import io.lumenvault.db.AdvisoryLock;
import io.lumenvault.db.Database;
import io.lumenvault.db.audit.BusyLogException;
import io.lumenvault.db.audit.ForwardRepository;
import io.lumenvault.db.audit.MonthPartition;
import io.lumenvault.tlog.SignedNote;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Moves the bodies of old months out of the database into signed archive files. What stays for ever are the leaves: proofs and the
 * verification of the whole tree go on working. A month is taken out of the log's table only after its archive is durable and every body of
 * it has been hashed to its leaf, in the transaction that records it in the log; and only then dropped, so that requests wait for the taking
 * out alone. A run that is cut off is begun anew, or ended, by the next.
 */
public final class Retention {

    /** How far back months are looked for that were not archived in their time. */
    private static final int MONTHS_BACK = 120;

    private final ForwardRepository forwarded = new ForwardRepository();
    private final Database database;
    private final AdvisoryLock lock;
    private final StoredHead stored;
    private final DataSource owner;
    private final AuditLog log;
    private final LogIdentity identity;
    private final Path folder;
    private final List<String> collectors;
    private final Clock clock;

    /**
     * @param owner connects as the role that owns the tables: the server's own role cannot drop anything of the log
     * @param folder of the archives
     * @param collectors names of those that entries are forwarded to: a month stays until they have it
     */
    public Retention(Database database, DataSource owner, AuditLog log, LogIdentity identity, Path folder, List<String> collectors, Clock clock) {
        this.database = Objects.requireNonNull(database, "database");
        this.lock = new AdvisoryLock(database);
        this.stored = new StoredHead(database, identity);
        this.owner = Objects.requireNonNull(owner, "owner");
        this.log = Objects.requireNonNull(log, "log");
        this.identity = Objects.requireNonNull(identity, "identity");
        this.folder = Objects.requireNonNull(folder, "folder");
        this.collectors = List.copyOf(collectors);
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Archives every month that ended more than so many months ago, unless another node is at it. A month that cannot be archived keeps no
     * other from it; but where others are at the log's table all the time, the rest waits for the next run.
     *
     * @throws IllegalStateException naming the months that could not be archived, and why
     */
    public void archiveOlderThan(int keepMonths) {
        YearMonth present = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
        SignedNote head = stored.last().orElse(null);
        if (head != null) {
            lock.run(StrayMonths.LOCK, () -> archiveAll(present.minusMonths(keepMonths), head));
        }
    }

    private void archiveAll(YearMonth kept, SignedNote head) {
        List<RuntimeException> failures = new ArrayList<>();
        try (Connection connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            for (int back = 1; back <= MONTHS_BACK && !Thread.currentThread().isInterrupted(); back++) {
                try {
                    archive(connection, kept.minusMonths(back), Actor.system("audit").name(), head);
                } catch (RuntimeException failed) {
                    failures.add(failed);
                    // Fails where the database is gone: then the other months need not be tried.
                    connection.rollback();
                    if (failed.getCause() instanceof BusyLogException) {
                        break;
                    }
                }
            }
        } catch (SQLException gone) {
            failures.add(new IllegalStateException("audit months are not archived: " + gone.getMessage(), gone));
        }
        if (!failures.isEmpty()) {
            IllegalStateException all = new IllegalStateException(
                    failures.stream().map(RuntimeException::getMessage).collect(Collectors.joining("; ")), failures.removeFirst());
            failures.forEach(all::addSuppressed);
            throw all;
        }
    }

    /**
     * Archives a month.
     *
     * @param askedBy who wants it, for the record
     * @return what was archived, or empty when the database has no partition of that month
     * @throws IllegalArgumentException when the month is not over
     * @throws NotForwardedException when a collector may not have all of its entries
     * @throws LogDamagedException when an entry does not hash to its leaf, or has none
     * @throws ArchiveStandsException when there is an archive of the month with other entries
     * @throws LogRolledBackException when the last head in the database is not the log's
     */
    public Optional<ArchivedMonth> archive(YearMonth month, String askedBy) {
        if (!month.isBefore(YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)))) {
            throw new IllegalArgumentException("the month " + month + " is not over");
        }
        SignedNote head = stored.last().orElse(null);
        if (head == null) {
            return Optional.empty();
        }
        AtomicReference<ArchivedMonth> archived = new AtomicReference<>();
        if (!lock.run(StrayMonths.LOCK, () -> archived.set(archive(month, askedBy, head)))) {
            throw new IllegalStateException("the audit entries of " + month + " are not archived: months are archived or moved elsewhere now");
        }
        return Optional.ofNullable(archived.get());
    }

    /** Null when the database has no partition of the month. */
    private ArchivedMonth archive(YearMonth month, String askedBy, SignedNote head) {
        try (Connection connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            return archive(connection, month, askedBy, head);
        } catch (SQLException failed) {
            throw notArchived(month, failed);
        }
    }

    private ArchivedMonth archive(Connection connection, YearMonth month, String askedBy, SignedNote head) {
        try {
            MonthPartition partition = new MonthPartition(connection, month);
            // What a run that was cut off had taken out: its archive is durable and recorded.
            partition.drop();
            connection.commit();
            if (!partition.exists()) {
                return null;
            }
            partition.lock();
            MonthPartition.Extent extent = partition.extent();
            requireForwarded(month, extent.lastLeaf());
            ArchivedMonth archived = new MonthArchive(folder, month).write(partition, identity, head);
            List<ArchivedMonth> records = new ArrayList<>(List.of(archived));
            records.addAll(recordedIn(partition));
            partition.detach(extent, transaction -> {
                for (ArchivedMonth recorded : records) {
                    log.append(transaction, recorded.event().with("asked-by", askedBy));
                }
            });
            partition.drop();
            connection.commit();
            return archived;
        } catch (SQLException | IOException failed) {
            throw notArchived(month, failed);
        }
    }

    private static IllegalStateException notArchived(YearMonth month, Exception failed) {
        return new IllegalStateException("the audit entries of " + month + " are not archived: " + failed.getMessage(), failed);
    }

    /** Archives of earlier months that are recorded in this one: with it, the log would lose what says that bodies may be missing. */
    private List<ArchivedMonth> recordedIn(MonthPartition partition) throws SQLException {
        return partition.bodies(ArchivedMonth.OPERATION).stream().map(ArchivedMonth::recordedIn).flatMap(Optional::stream)
                .filter(earlier -> earlier.signedBy(identity.signer().key(), identity.origin())).toList();
    }

    /** Where the archive of a month is. */
    public Path file(YearMonth month) {
        return new MonthArchive(folder, month).file();
    }

    /** Forwarding reads the bodies in the database: a month that is archived too soon would be missing at the collector. */
    private void requireForwarded(YearMonth month, long lastLeaf) {
        for (String collector : collectors) {
            long next = database.transaction(session -> forwarded.next(session, collector));
            if (lastLeaf >= next) {
                throw new NotForwardedException("the audit entries of " + month + " are not archived: they go to leaf " + lastLeaf + ", and " + collector
                        + " surely has those before leaf " + next + " only");
            }
        }
    }
}
