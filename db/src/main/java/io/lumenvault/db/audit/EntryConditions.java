package io.lumenvault.db.audit;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The conditions of a search on an entry {@code e}, as SQL with its values. */
final class EntryConditions {

    private final StringBuilder sql = new StringBuilder("true");
    private final List<Object> values = new ArrayList<>();

    static EntryConditions of(AuditSearch search) {
        EntryConditions conditions = new EntryConditions();
        conditions.whereTime("e.time >= ?", search.since());
        conditions.whereTime("e.time < ?", search.until());
        conditions.whereIfGiven("e.principal = ?", search.principal());
        conditions.whereIfGiven("e.objects @> array[?::uuid]", search.object());
        conditions.whereIfGiven("e.link = ?", search.link());
        conditions.whereIfGiven("e.operation = ?", search.operation());
        conditions.whereIfGiven("e.result = ?", search.result());
        if (search.scope() != null) {
            conditions.sql.append(" and (e.principal = any(?) or e.link = any(?))");
            conditions.values.add(search.scope().principals());
            conditions.values.add(search.scope().links());
        }
        if (search.before() != null) {
            conditions.sql.append(" and (e.xid, e.seq) < (?::xid8, ?)");
            conditions.values.add(search.before().xid());
            conditions.values.add(search.before().seq());
        }
        search.words().forEach(conditions::whereWord);
        return conditions;
    }

    /** What the text holds is cut into words by the caller; this leaves out most that need not be read for it. */
    private void whereWord(String word) {
        if (word.chars().allMatch(c -> c < 0x80) && word.equals(word.toLowerCase(Locale.ROOT))) {
            whereIfGiven("position(? in lower(convert_from(e.body, 'UTF8'))) > 0", word);
        }
    }

    private void whereTime(String condition, Instant time) {
        whereIfGiven(condition, time == null ? null : OffsetDateTime.ofInstant(time, ZoneOffset.UTC));
    }

    private void whereIfGiven(String condition, Object value) {
        if (value != null) {
            sql.append(" and ").append(condition);
            values.add(value);
        }
    }

    String sql() {
        return sql.toString();
    }

    /** Binds the values from this parameter on. @return the next parameter */
    int bind(PreparedStatement statement, int first) throws SQLException {
        int parameter = first;
        for (Object value : values) {
            if (value instanceof List<?> texts) {
                statement.setArray(parameter++, statement.getConnection().createArrayOf("text", texts.toArray()));
            } else {
                statement.setObject(parameter++, value);
            }
        }
        return parameter;
    }
}
