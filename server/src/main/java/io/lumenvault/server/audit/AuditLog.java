package io.lumenvault.server.audit;

import io.lumenvault.db.Database;
import io.lumenvault.db.GroupedStatement;
import io.lumenvault.db.audit.AuditRepository;
import io.lumenvault.db.audit.AuditRow;
import io.lumenvault.db.audit.UseRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.hibernate.StatelessSession;

/**
 * Appends decisions to the audit log in the caller's transaction. If an entry cannot be written, the
 * transaction fails and with it the request: no entry, no key.
 */
public final class AuditLog {

    private final AuditRepository entries = new AuditRepository();
    private final Database database;
    private final DecisionCounts counts;
    private final EntrySeal seal;
    private final String node;
    private final Clock clock;
    private final Supplier<UUID> identifiers;
    private final GroupedStatement<List<UseRow>, Boolean> uses;
    private final GroupedStatement<AuditRow, Void> alone;
    private final AwaitedLeaves awaited;

    /**
     * @param seal marks entries as a node's own
     * @param node name of this node, as entries carry it
     * @param identifiers source of event identifiers
     */
    public AuditLog(Database database, DecisionCounts counts, EntrySeal seal, String node, Clock clock, Supplier<UUID> identifiers) {
        this(database, counts, seal, node, clock, identifiers, new AwaitedLeaves(System::nanoTime));
    }

    AuditLog(Database database, DecisionCounts counts, EntrySeal seal, String node, Clock clock, Supplier<UUID> identifiers,
            AwaitedLeaves awaited) {
        this.awaited = Objects.requireNonNull(awaited, "awaited");
        this.database = Objects.requireNonNull(database, "database");
        this.counts = Objects.requireNonNull(counts, "counts");
        this.seal = Objects.requireNonNull(seal, "seal");
        this.node = Objects.requireNonNull(node, "node");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.identifiers = Objects.requireNonNull(identifiers, "identifiers");
        this.uses = new GroupedStatement<>("audit-uses", database, entries::insertUses);
        this.alone = new GroupedStatement<>("audit-entries", database, (session, rows) -> {
            entries.insertAll(session, rows);
            return Collections.nCopies(rows.size(), null);
        });
    }

    /** Appends in the caller's transaction. */
    public void append(StatelessSession session, AuditEvent event) {
        entries.insert(session, row(event));
        counts.count(event);
    }

    /** Appends in a transaction of the owner of the tables: what becomes of months is recorded with it, or does not become. */
    void append(Connection transaction, AuditEvent event) throws SQLException {
        entries.insert(transaction, row(event));
        counts.count(event);
    }

    /**
     * A change of one kind that many callers make at the same time: changes of a group and their entries are one transaction.
     *
     * @param name of its threads
     * @param change makes the changes of a group
     */
    public <Q> RecordedChange<Q> recorded(String name, BiConsumer<StatelessSession, List<Q>> change) {
        return new RecordedChange<>(name, database, change, entries, this::row, counts, awaited);
    }

    /**
     * Appends the use of an object if the object still has the version that was read; the check of the version and the record
     * of the use are one statement, committed together with those of others at the same time. It is durable when this returns.
     *
     * @return false when the object has changed since: nothing was written
     */
    public boolean appendUse(AuditEvent event, UUID uid, long version) {
        return appendUses(List.of(new ObjectUse(event, uid, version)));
    }

    /** The same for several uses: all of them are appended, or none. */
    public boolean appendUses(List<ObjectUse> together) {
        List<UseRow> rows = together.stream().map(use -> new UseRow(row(use.event()), use.uid(), use.version())).toList();
        boolean written = awaited.write(rows.stream().map(UseRow::entry).toList(), () -> uses.run(rows));
        if (written) {
            together.forEach(use -> counts.count(use.event()));
        }
        return written;
    }

    /**
     * Appends by itself, committed together with others of the same time: for refusals, failures and events that change nothing
     * else. It is durable when this returns.
     */
    public void append(AuditEvent event) {
        AuditRow row = row(event);
        awaited.write(List.of(row), () -> {
            alone.run(row);
            return true;
        });
        counts.count(event);
    }

    /** Entries that this node has committed and that have no leaf yet. */
    AwaitedLeaves awaited() {
        return awaited;
    }

    private AuditRow row(AuditEvent event) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        AuditRow row = EventBody.row(event, identifiers.get(), node, now);
        return row.withMac(seal.of(now, row.body()));
    }
}
