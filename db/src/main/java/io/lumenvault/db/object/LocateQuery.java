package io.lumenvault.db.object;

import io.lumenvault.db.NamedSelect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;

/**
 * Builds the one statement behind Locate. An unknown condition cannot be expressed, so none is ever ignored.
 *
 * <p>Matches are read from an index that has them newest first, and no further than the answer goes: that of a searchable attribute
 * where one is asked for, else those of the states, else that of the owner.
 */
final class LocateQuery {

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final ObjectCriteria criteria;
    /** The searchable attribute by whose index the objects are found, and its conditions; null and empty where none is asked for. */
    private final IndexEntry found;

    private LocateQuery(ObjectCriteria criteria) {
        this.criteria = criteria;
        // A name belongs to one object; of others the first is as good as any.
        this.found = criteria.index().stream().min(Comparator.comparing(entry -> !entry.attribute().equals(IndexEntry.NAME))).orElse(null);
    }

    static LocateQuery of(ObjectCriteria criteria) {
        return after(criteria, null);
    }

    /** The same for matches that stand behind a position: found by the index, however many there are in front of it. */
    static LocateQuery after(ObjectCriteria criteria, ObjectPosition position) {
        LocateQuery query = new LocateQuery(criteria);
        query.where("o.owner = :owner", "owner", criteria.owner());
        if (!criteria.includeDestroyed()) {
            query.conditions.add("o.destroy_date is null");
        }
        if (criteria.archived() != null) {
            String lies = "o.archive_date is " + (criteria.archived() ? "not null" : "null");
            query.conditions.add(criteria.includeDestroyed() ? "(o.destroy_date is not null or " + lies + ")" : lies);
        }
        if (!criteria.uids().isEmpty()) {
            query.where("o.uid = any(:uids)", "uids", List.copyOf(criteria.uids()));
        }
        query.whereIfGiven("o.object_type = :objectType", "objectType", criteria.objectType());
        query.whereIfGiven("o.object_type <> :exceptType", "exceptType", criteria.exceptType());
        query.whereIfGiven("o.cryptographic_algorithm = :algorithm", "algorithm", criteria.algorithm());
        query.whereIfGiven("o.cryptographic_length = :length", "length", criteria.length());
        query.whereIfGiven("(o.cryptographic_usage_mask & :usageMask) = :usageMask", "usageMask", criteria.usageMask());
        query.whereIfGiven("o.fresh = :fresh", "fresh", criteria.fresh());
        query.addIndexConditions();
        query.addDateConditions();
        if (position != null) {
            query.addPosition(position);
        }
        return query;
    }

    private void addIndexConditions() {
        int n = 0;
        for (IndexEntry entry : criteria.index()) {
            String condition = "i.owner = :owner and " + attribute(entry, n) + " and i.value = :value" + n;
            parameters.put("value" + n, entry.value());
            conditions.add(entry == found ? condition
                    : "exists (select 1 from object_index i where " + condition + " and i.uid = o.uid)");
            n++;
        }
    }

    private String attribute(IndexEntry entry, int n) {
        parameters.put("attribute" + n, entry.attribute());
        if (!entry.attribute().equals(IndexEntry.NAME) || !criteria.includeDestroyed()) {
            return "i.attribute = :attribute" + n;
        }
        parameters.put("destroyed" + n, IndexEntry.NAME_OF_DESTROYED);
        return "i.attribute in (:attribute" + n + ", :destroyed" + n + ")";
    }

    private void addDateConditions() {
        int n = 0;
        for (ObjectCriteria.DateRange range : criteria.dates()) {
            String column = "date_trunc('second', o." + range.column().column + ")";
            conditions.add(column + " between :from" + n + " and :to" + n);
            parameters.put("from" + n, range.from());
            parameters.put("to" + n, range.to());
            n++;
        }
    }

    private void addPosition(ObjectPosition position) {
        String row = found == null ? "o" : "i";
        conditions.add("%s.initial_date <= :lastDate and (%s.initial_date < :lastDate or %s.uid > :lastUid)".formatted(row, row, row));
        parameters.put("lastDate", position.initialDate());
        parameters.put("lastUid", position.uid());
    }

    List<UUID> list(StatelessSession session) {
        String sql = found == null && !criteria.states().isEmpty() ? byState() : plain();
        parameters.put(EffectiveState.NOW, criteria.now());
        parameters.put("offset", criteria.offset());
        // A number in the text: as a parameter it would have PostgreSQL plan each execution anew, which takes longer than to run it.
        NamedSelect select = new NamedSelect(sql + (criteria.offset() == 0 ? "" : " offset :offset") + " limit " + criteria.limit(), parameters);
        return select.list(session, rows -> rows.getObject(1, UUID.class));
    }

    private String plain() {
        List<String> all = new ArrayList<>(conditions);
        if (!criteria.states().isEmpty()) {
            all.add(EffectiveState.CODE + " in (" + criteria.states().stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")");
        }
        return found == null
                ? "select o.uid from managed_object o where " + String.join(" and ", all) + " order by o.initial_date desc, o.uid"
                : "select o.uid from object_index i join managed_object o on o.uid = i.uid where " + String.join(" and ", all)
                        + " order by i.initial_date desc, i.uid";
    }

    /** The first matches of each way into the wanted states, put together in order. */
    private String byState() {
        long most = (long) criteria.offset() + criteria.limit();
        String ways = criteria.states().stream().distinct().flatMap(state -> EffectiveState.conditions(state).stream())
                .map(way -> "(select o.uid, o.initial_date from managed_object o where " + String.join(" and ", conditions) + " and " + way
                        + " order by o.initial_date desc, o.uid limit " + most + ")")
                .collect(Collectors.joining(" union all "));
        return "select m.uid from (" + ways + ") m order by m.initial_date desc, m.uid";
    }

    private void where(String condition, String name, Object value) {
        conditions.add(condition);
        parameters.put(name, value);
    }

    private void whereIfGiven(String condition, String name, Object value) {
        if (value != null) {
            where(condition, name, value);
        }
    }
}
