package io.lumenvault.db.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Builds the statement behind a search. */
final class AuditSearchQuery {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();
    private final int limit;

    private AuditSearchQuery(int limit) {
        this.limit = limit;
    }

    static AuditSearchQuery of(AuditSearch search) {
        AuditSearchQuery query = new AuditSearchQuery(search.limit());
        if (search.since() != null) {
            query.where("e.time >= ?", OffsetDateTime.ofInstant(search.since(), ZoneOffset.UTC));
        }
        if (search.until() != null) {
            query.where("e.time < ?", OffsetDateTime.ofInstant(search.until(), ZoneOffset.UTC));
        }
        query.whereIfGiven("e.principal = ?", search.principal());
        query.whereIfGiven("e.objects @> array[?::uuid]", search.object());
        query.whereIfGiven("e.link = ?", search.link());
        query.whereIfGiven("e.operation = ?", search.operation());
        query.whereIfGiven("e.result = ?", search.result());
        query.whereIfGiven("e.seq < ?", search.before());
        return query;
    }

    PreparedStatement prepare(Connection connection) throws SQLException {
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        PreparedStatement select = connection.prepareStatement("""
                select e.seq, l.leaf_index, e.event_id, e.time, e.principal, e.protocol, e.operation, e.result, e.reason,
                       e.link, e.objects, e.body
                from audit_entry e left join audit_leaf l on l.seq = e.seq""" + where + " order by e.seq desc limit ?");
        int parameter = 1;
        for (Object value : values) {
            select.setObject(parameter++, value);
        }
        select.setInt(parameter, limit);
        return select;
    }

    private void where(String condition, Object value) {
        conditions.add(condition);
        values.add(value);
    }

    private void whereIfGiven(String condition, Object value) {
        if (value != null) {
            where(condition, value);
        }
    }
}
