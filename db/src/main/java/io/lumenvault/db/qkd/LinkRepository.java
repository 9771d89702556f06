package io.lumenvault.db.qkd;

import io.lumenvault.db.Columns;
import io.lumenvault.db.Tally;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** Statements on links as a whole: module reports, alarms and figures. */
public final class LinkRepository {

    /** Keeps the module's last report: the one that came last, since a module sends one at a time and its clock may be set back. */
    public void report(StatelessSession session, ModuleReport report, Instant now) {
        session.doWork(connection -> {
            try (PreparedStatement upsert = connection.prepareStatement("""
                    insert into qkd_link (link, module, state, alarm, qber, sifted_rate, secret_rate, epsilon, time, received_at, chsh,
                        chsh_sigma)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    on conflict (link) do update set module = excluded.module, state = excluded.state, alarm = excluded.alarm,
                        qber = excluded.qber, sifted_rate = excluded.sifted_rate, secret_rate = excluded.secret_rate,
                        epsilon = excluded.epsilon, time = excluded.time, received_at = excluded.received_at, chsh = excluded.chsh,
                        chsh_sigma = excluded.chsh_sigma""")) {
                upsert.setString(1, report.link());
                upsert.setString(2, report.module());
                upsert.setString(3, report.state());
                upsert.setString(4, report.alarm());
                upsert.setObject(5, report.qber());
                upsert.setObject(6, report.siftedRate());
                upsert.setObject(7, report.secretRate());
                upsert.setObject(8, report.epsilon());
                upsert.setObject(9, Columns.time(report.time()));
                upsert.setObject(10, Columns.time(now));
                upsert.setObject(11, report.chsh(), Types.DOUBLE);
                upsert.setObject(12, report.chshSigma(), Types.DOUBLE);
                upsert.executeUpdate();
            }
        });
    }

    /** Raises the key manager's own alarm of a link, or clears it with null. */
    public void blockAlarm(StatelessSession session, String link, String alarm) {
        session.createNativeMutationQuery("""
                insert into qkd_link (link, block_alarm) values (:link, cast(:alarm as text))
                on conflict (link) do update set block_alarm = excluded.block_alarm
                where qkd_link.block_alarm is distinct from excluded.block_alarm""")
                .setParameter("link", link).setParameter("alarm", alarm).executeUpdate();
    }

    /** What the module reported last; empty before its first report. */
    public Optional<ModuleReport> lastReport(StatelessSession session, String link) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select module, state, alarm, qber, sifted_rate, secret_rate, epsilon, time, chsh, chsh_sigma from qkd_link
                    where link = ? and module is not null""")) {
                select.setString(1, link);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(report(link, row)) : Optional.empty();
                }
            }
        });
    }

    private static ModuleReport report(String link, ResultSet row) throws SQLException {
        return new ModuleReport(link, row.getString("module"), row.getString("state"), row.getString("alarm"),
                row.getObject("qber", Double.class), row.getObject("sifted_rate", Double.class),
                row.getObject("secret_rate", Double.class), row.getObject("epsilon", Double.class), Rows.instant(row, "time"),
                row.getObject("chsh", Double.class), row.getObject("chsh_sigma", Double.class));
    }

    /** What is in store of a link. Key of quarantined blocks counts as not compared. */
    public PoolFigures pool(StatelessSession session, String link) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select coalesce(sum(size - used) filter (where available and allocated_here), 0) * 8 as own,
                        coalesce(sum(size - used) filter (where available and not allocated_here), 0) * 8 as peer,
                        coalesce(sum(size - used) filter (where not available), 0) * 8 as pending
                    from qkd_chunk where link = ? and used < size""")) {
                select.setString(1, link);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return new PoolFigures(row.getLong("own"), row.getLong("peer"), row.getLong("pending"),
                            Tally.of(session, Tally.Kind.CHUNKS, link));
                }
            }
        });
    }

    /** Bits that this end can supply at once. */
    public long ownBits(StatelessSession session, String link) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select coalesce(sum(size - used), 0) * 8 from qkd_chunk
                    where link = ? and allocated_here and available and used < size""")) {
                select.setString(1, link);
                return Rows.number(select);
            }
        });
    }

    /** Whether this end can supply so many bits at once: reads no more chunks than these take, oldest first. */
    public boolean hasOwnBits(StatelessSession session, String link, long bits) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select 1 from (
                        select sum(size - used) over (order by sequence, position rows unbounded preceding) as bytes from qkd_chunk
                        where link = ? and allocated_here and available and used < size) as counted
                    where bytes * 8 >= ? limit 1""")) {
                select.setString(1, link);
                select.setLong(2, bits);
                try (ResultSet row = select.executeQuery()) {
                    return row.next();
                }
            }
        });
    }

    /** A link's status. */
    public LinkFigures figures(StatelessSession session, String link) {
        PoolFigures pool = pool(session, link);
        long blocks = Tally.of(session, Tally.Kind.BLOCKS, link);
        long discarded = Tally.of(session, Tally.Kind.DISCARDED_BLOCKS, link);
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select link.state, coalesce(link.alarm, link.block_alarm) as alarm, link.qber, link.sifted_rate,
                        link.secret_rate, link.epsilon, link.received_at, link.chsh, link.chsh_sigma, counted.pending
                    from (select count(*) as pending from qkd_block where link = ? and state = 'pending') as counted
                    left join qkd_link link on link.link = ?""")) {
                select.setString(1, link);
                select.setString(2, link);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return new LinkFigures(link, row.getString("state"), row.getString("alarm"), row.getObject("qber", Double.class),
                            row.getObject("sifted_rate", Double.class), row.getObject("secret_rate", Double.class),
                            row.getObject("epsilon", Double.class), Rows.instant(row, "received_at"), pool, blocks, discarded,
                            row.getLong("pending"), row.getObject("chsh", Double.class), row.getObject("chsh_sigma", Double.class));
                }
            }
        });
    }

    /** Keys given to SAEs of this site so far: to masters at once, to the others by identifier. */
    public long deliveries(StatelessSession session) {
        return Tally.total(session, Tally.Kind.DELIVERIES);
    }
}
