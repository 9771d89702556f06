package io.lumenvault.server.audit;

import io.lumenvault.db.Database;
import io.lumenvault.db.GroupedStatement;
import io.lumenvault.db.audit.AuditRepository;
import io.lumenvault.db.audit.AuditRow;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.hibernate.StatelessSession;

/**
 * Changes of one kind, committed in groups together with their entries: no change without its entry, no entry without its change.
 *
 * @param <Q> what a change is made of
 */
public final class RecordedChange<Q> {

    private final GroupedStatement<Pair<Q>, Void> group;
    private final Function<AuditEvent, AuditRow> rows;
    private final DecisionCounts counts;
    private final AwaitedLeaves awaited;

    /** A change and its entry. */
    private record Pair<Q>(Q change, AuditRow entry) {}

    RecordedChange(String name, Database database, BiConsumer<StatelessSession, List<Q>> change, AuditRepository entries,
            Function<AuditEvent, AuditRow> rows, DecisionCounts counts, AwaitedLeaves awaited) {
        this.rows = rows;
        this.counts = counts;
        this.awaited = awaited;
        this.group = GroupedStatement.transaction(name, database, (session, pairs) -> {
            change.accept(session, pairs.stream().map(Pair::change).toList());
            entries.insertAll(session, pairs.stream().map(Pair::entry).toList());
            return Collections.nCopies(pairs.size(), null);
        });
    }

    /** Makes a change and records it; both are durable when this returns, and neither remains when it throws. */
    public void run(Q change, AuditEvent event) {
        AuditRow row = rows.apply(event);
        awaited.write(List.of(row), () -> {
            group.run(new Pair<>(change, row));
            return true;
        });
        counts.count(event);
    }
}
