package io.lumenvault.server.audit;

import io.lumenvault.db.Database;
import io.lumenvault.db.audit.TreeRepository;
import io.lumenvault.db.audit.TreeRepository.Awaited;
import io.lumenvault.db.audit.TreeRepository.Leafless;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Asks for the leaves of entries that this node has committed and that do not come: one whose row stands in the table waits, for a
 * transaction that still runs for example; one that has neither row nor leaf was taken away, and the log says so. One thread runs it.
 */
public final class LeafWatch {

    private static final Logger LOG = Logger.getLogger(LeafWatch.class);

    private final TreeRepository tree = new TreeRepository();
    private final AtomicLong missed = new AtomicLong();
    private final Database database;
    private final AuditLog log;
    private final AwaitedLeaves awaited;
    private final Clock clock;

    /** @param log whose entries are watched, and that says what is missed */
    public LeafWatch(Database database, AuditLog log, Clock clock) {
        this.database = Objects.requireNonNull(database, "database");
        this.log = Objects.requireNonNull(log, "log");
        this.awaited = log.awaited();
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Looks once. */
    public void look() {
        List<Awaited> overdue = awaited.overdue();
        if (overdue.isEmpty()) {
            return;
        }
        Map<UUID, Leafless> leafless = database.search(session -> tree.leafless(session, overdue)).stream()
                .collect(Collectors.toMap(Leafless::event, Function.identity()));
        List<Awaited> gone = overdue.stream().filter(entry -> leafless.containsKey(entry.event()) && !leafless.get(entry.event()).waiting()).toList();
        if (!gone.isEmpty()) {
            LOG.errorf("%d audit entries that were committed have vanished before they had a leaf: the first is event %s", gone.size(),
                    gone.getFirst().event());
            log.append(AuditEvent.system("audit", "Miss Audit Entry", Result.FAILED, null, Map.of("entries", Integer.toString(gone.size()),
                    "first-event", gone.getFirst().event().toString(), "first-time", gone.getFirst().time().toString())));
            missed.addAndGet(gone.size());
        }
        // Forgotten once that is in the log: where it cannot be written, they are asked for again.
        for (Awaited entry : overdue) {
            if (leafless.containsKey(entry.event()) && leafless.get(entry.event()).waiting()) {
                awaited.postpone(entry);
            } else {
                awaited.leaf(entry.hash());
            }
        }
    }

    /** The number of entries that have vanished since this node was started. */
    public long missed() {
        return missed.get();
    }

    /** For how long the first entry without a leaf has been there; nothing when all have theirs. */
    public Duration oldest() {
        return database.transaction(tree::firstWaiting).map(time -> Duration.between(time, clock.instant())).orElse(Duration.ZERO);
    }
}
