package io.lumenvault.server;

import io.lumenvault.db.Database;
import io.lumenvault.db.GroupedStatement;
import io.lumenvault.server.AuditAppendLoad.Figure;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.audit.RecordedChange;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.hibernate.StatelessSession;

/**
 * What an audit entry adds to the delay of the change that it records: changes come at a pace, in turns with their entries and without
 * them, so that both meet the same machine and the same disk. Either way they are committed in groups, and what is late counts from when
 * it was due.
 */
final class AddedDelay {

    /** Of the bench: a table in which the server's role may insert. */
    private static final String INSERT = "insert into bench_change (body) values (?)";
    private static final long PACE = 10_000;
    private static final long EVENT_NANOS = Duration.ofSeconds(1).toNanos() / PACE;
    /** As large as a sealed key of 256 bits. */
    private static final int BODY_BYTES = 300;
    /** So short that a disk that stands still meets both kinds, so long that the work which one leaves behind is done in its own turn. */
    private static final long TURN_NANOS = Duration.ofSeconds(2).toNanos();

    private final RecordedChange<byte[]> recorded;
    private final GroupedStatement<byte[], Void> unrecorded;
    private final int callers;

    AddedDelay(Database database, AuditLog log, int callers) {
        this.callers = callers;
        this.recorded = log.recorded("recorded-changes", AddedDelay::insert);
        this.unrecorded = GroupedStatement.transaction("unrecorded-changes", database, (session, changes) -> {
            insert(session, changes);
            return Collections.nCopies(changes.size(), null);
        });
    }

    /** @param nanos of either kind @return p99 of changes with their entries, of changes alone, and the difference */
    List<Figure> measure(long nanos) throws InterruptedException {
        Histogram with = new ConcurrentHistogram(AuditAppendLoad.HIGHEST_NANOS, AuditAppendLoad.DIGITS);
        Histogram without = new ConcurrentHistogram(AuditAppendLoad.HIGHEST_NANOS, AuditAppendLoad.DIGITS);
        byte[] body = new byte[BODY_BYTES];
        AtomicLong next = new AtomicLong();
        long begin = System.nanoTime();
        long events = 2 * nanos / EVENT_NANOS;
        long turn = Math.min(TURN_NANOS, nanos);
        LongPredicate recordedInTurn = number -> number * EVENT_NANOS / turn % 2 == 0;
        AuditAppendLoad.run(callers, caller -> {
            for (long number = next.getAndIncrement(); number < events; number = next.getAndIncrement()) {
                long due = begin + number * EVENT_NANOS;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                if (recordedInTurn.test(number)) {
                    recorded.run(body, AuditAppendLoad.event(caller, number));
                    with.recordValue(System.nanoTime() - due);
                } else {
                    unrecorded.run(body);
                    without.recordValue(System.nanoTime() - due);
                }
            }
        });
        return List.of(p99("audit.append.p99", with), p99("audit.append.without.p99", without),
                new Figure("audit.append.added", millisAt99(with) - millisAt99(without), "ms", null, null, null, null, with.getTotalCount()));
    }

    private static Figure p99(String name, Histogram delays) {
        return AuditAppendLoad.figure(name, millisAt99(delays), "ms", delays);
    }

    private static double millisAt99(Histogram delays) {
        return delays.getValueAtPercentile(99) / AuditAppendLoad.NANOS_A_MILLI;
    }

    private static void insert(StatelessSession session, List<byte[]> changes) {
        session.doWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                for (byte[] body : changes) {
                    insert.setBytes(1, body);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        });
    }
}
