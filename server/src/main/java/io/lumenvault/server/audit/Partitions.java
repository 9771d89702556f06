package io.lumenvault.server.audit;

import io.lumenvault.db.Database;
import io.lumenvault.db.audit.PartitionRepository;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;

/** Makes the partitions of this month and the two after it, so that an entry never waits for one. */
public final class Partitions {

    static final int MONTHS_AHEAD = 2;

    private final PartitionRepository partitions = new PartitionRepository();
    private final Database database;
    private final AuditLog log;
    private final Clock clock;

    public Partitions(Database database, AuditLog log, Clock clock) {
        this.database = Objects.requireNonNull(database, "database");
        this.log = Objects.requireNonNull(log, "log");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Makes what is missing, and records it. */
    public void prepare() {
        YearMonth now = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
        for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
            YearMonth month = now.plusMonths(ahead);
            database.transaction(session -> {
                if (partitions.make(session, month)) {
                    log.append(session, AuditEvent.system("audit", "Create Audit Partition", Result.SERVED, null, Map.of("month", month.toString())));
                }
                return null;
            });
        }
    }
}
