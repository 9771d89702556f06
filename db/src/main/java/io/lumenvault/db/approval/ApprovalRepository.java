package io.lumenvault.db.approval;

import io.lumenvault.db.Columns;
import io.lumenvault.db.NamedSelect;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Statements on requests under approval. Each runs in the caller's transaction and names the state that it expects. */
public final class ApprovalRepository {

    /**
     * Stores a new request, unless another one decides the same request already.
     *
     * @return false when there is one: nothing was written
     */
    public boolean insert(StatelessSession session, ApprovalRow row) {
        Map<String, String> parameters = row.sortedParameters();
        return session.doReturningWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into approval (id, operation, request_hash, requester, protocol, objects, parameter_names, parameter_values,
                        required, members, member_group, state, given, asked_at, expires_at, requester_group)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending', 0, ?, ?, ?)
                    on conflict (request_hash) where current do nothing""")) {
                insert.setObject(1, row.id());
                insert.setString(2, row.operation());
                insert.setBytes(3, row.requestHash());
                insert.setString(4, row.requester());
                insert.setString(5, row.protocol());
                insert.setArray(6, connection.createArrayOf("uuid", row.objects().toArray()));
                insert.setArray(7, ApprovalColumns.texts(connection, parameters.keySet()));
                insert.setArray(8, ApprovalColumns.texts(connection, parameters.values()));
                insert.setInt(9, row.required());
                insert.setArray(10, ApprovalColumns.texts(connection, row.members()));
                insert.setString(11, row.group());
                insert.setObject(12, Columns.time(row.askedAt()));
                insert.setObject(13, Columns.time(row.expiresAt()));
                insert.setString(14, row.tenant());
                return insert.executeUpdate() == 1;
            }
        });
    }

    /** The row that decides the request with this hash, whether or not its time is over. */
    public Optional<ApprovalRow> current(StatelessSession session, byte[] requestHash) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select " + ApprovalColumns.ALL + " from approval where request_hash = ? and current")) {
                select.setBytes(1, requestHash);
                return ApprovalColumns.read(select).stream().findFirst();
            }
        });
    }

    /** The request with that identifier. */
    public Optional<ApprovalRow> find(StatelessSession session, UUID id) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select " + ApprovalColumns.ALL + " from approval where id = ?")) {
                select.setObject(1, id);
                return ApprovalColumns.read(select).stream().findFirst();
            }
        });
    }

    /**
     * Requests, newest first.
     *
     * @param tenant only those that principals of this group asked, or null for all
     * @param undecidedAt only those that wait or are approved at this time, or null for all
     */
    public List<ApprovalRow> list(StatelessSession session, String tenant, Instant undecidedAt, int limit) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select " + ApprovalColumns.ALL + " from approval"
                    + " where (? or requester_group = ?) and (? or current and state in ('pending', 'approved') and expires_at > ?)"
                    + " order by asked_at desc, id limit " + limit)) {
                select.setBoolean(1, tenant == null);
                select.setString(2, tenant);
                select.setBoolean(3, undecidedAt == null);
                select.setObject(4, Columns.time(undecidedAt == null ? Instant.EPOCH : undecidedAt));
                return ApprovalColumns.read(select);
            }
        });
    }

    /** How many requests of a principal are decided by a current row. */
    public long currentOf(StatelessSession session, String requester) {
        NamedSelect select = new NamedSelect("select count(*) from approval where requester = :requester and current",
                Map.of("requester", requester));
        return select.list(session, rows -> rows.getLong(1)).getFirst();
    }

    /** The votes on a request, oldest first. */
    public List<VoteRow> votes(StatelessSession session, UUID approval) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select approver, approver_group, verdict, reason, ticket, time from approval_vote where approval = ? "
                            + "order by time, approver")) {
                select.setObject(1, approval);
                List<VoteRow> votes = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        votes.add(new VoteRow(approval, row.getString("approver"), row.getString("approver_group"),
                                row.getString("verdict").equals("approved"),
                                row.getString("reason"), row.getString("ticket"), ApprovalColumns.instant(row, "time")));
                    }
                }
                return votes;
            }
        });
    }

    /**
     * Stores a vote.
     *
     * @return false when that person has voted on the request already: nothing was written
     */
    public boolean vote(StatelessSession session, VoteRow vote) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into approval_vote (approval, approver, verdict, reason, ticket, time, approver_group)
                    values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")) {
                insert.setObject(1, vote.approval());
                insert.setString(2, vote.approver());
                insert.setString(3, vote.approved() ? "approved" : "refused");
                insert.setString(4, vote.reason());
                insert.setString(5, vote.ticket());
                insert.setObject(6, Columns.time(vote.time()));
                insert.setString(7, vote.tenant());
                return insert.executeUpdate() == 1;
            }
        });
    }

    /** Counts one more approval of a request that waits; the last one needed approves it. @return false when it waits no longer */
    public boolean give(StatelessSession session, UUID id, Instant now) {
        return changed(session, """
                update approval set given = given + 1, state = case when given + 1 >= required then 'approved' else 'pending' end
                where id = ? and state = 'pending' and current and expires_at > ?""", id, now);
    }

    /** Refuses a request that waits or is approved and not consumed. @return false when it is decided otherwise */
    public boolean refuse(StatelessSession session, UUID id, Instant now) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    update approval set state = 'refused', ended_at = ?
                    where id = ? and state in ('pending', 'approved') and current and expires_at > ?""")) {
                update.setObject(1, Columns.time(now));
                update.setObject(2, id);
                update.setObject(3, Columns.time(now));
                return update.executeUpdate() == 1;
            }
        });
    }

    /**
     * Consumes an approval of this very request: of any number of transactions that try, one succeeds.
     *
     * @return false when it is not approved, not of this request, over, or consumed
     */
    public boolean consume(StatelessSession session, UUID id, byte[] requestHash, Instant now) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    update approval set state = 'consumed', current = false, ended_at = ?
                    where id = ? and request_hash = ? and state = 'approved' and current and expires_at > ?""")) {
                update.setObject(1, Columns.time(now));
                update.setObject(2, id);
                update.setBytes(3, requestHash);
                update.setObject(4, Columns.time(now));
                return update.executeUpdate() == 1;
            }
        });
    }

    /** Ends a row that waits or is approved, because the rule it was asked under has changed. @return false when it has ended */
    public boolean supersede(StatelessSession session, UUID id, Instant now) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    update approval set state = 'expired', current = false, ended_at = ?
                    where id = ? and state in ('pending', 'approved') and current""")) {
                update.setObject(1, Columns.time(now));
                update.setObject(2, id);
                return update.executeUpdate() == 1;
            }
        });
    }

    /**
     * Ends what has outlived its time: what waits or is approved expires, what was refused may be asked anew.
     *
     * @return those that have expired now
     */
    public List<ApprovalRow> expire(StatelessSession session, Instant now, int limit) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement free = connection.prepareStatement(
                    "update approval set current = false where current and state = 'refused' and expires_at <= ?")) {
                free.setObject(1, Columns.time(now));
                free.executeUpdate();
            }
            try (PreparedStatement update = connection.prepareStatement("update approval set state = 'expired', current = false, ended_at = ? "
                    + "where id in (select id from approval where current and state in ('pending', 'approved') and expires_at <= ? "
                    + "order by expires_at limit " + limit + " for update skip locked) returning " + ApprovalColumns.ALL)) {
                update.setObject(1, Columns.time(now));
                update.setObject(2, Columns.time(now));
                return ApprovalColumns.read(update);
            }
        });
    }

    private static boolean changed(StatelessSession session, String statement, UUID id, Instant now) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement update = connection.prepareStatement(statement)) {
                update.setObject(1, id);
                update.setObject(2, Columns.time(now));
                return update.executeUpdate() == 1;
            }
        });
    }
}
