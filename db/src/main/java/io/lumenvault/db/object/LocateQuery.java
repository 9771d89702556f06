package io.lumenvault.db.object;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;

/** Builds the one statement behind Locate. An unknown condition cannot be expressed, so none is ever ignored. */
final class LocateQuery {

    /**
     * The KMIP state at :now (KMIP 1.4 section 3.22): a date that has passed counts although no scheduler wrote it yet.
     * Codes: 1 Pre-Active, 2 Active, 3 Deactivated, 4 Compromised, 5 Destroyed, 6 Destroyed Compromised.
     */
    private static final String EFFECTIVE_STATE = """
            (case when o.state = 1 and o.activation_date <= :now
                       then case when o.deactivation_date <= :now then 3 else 2 end
                  when o.state = 2 and o.deactivation_date <= :now then 3
                  else o.state end)""";

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final ObjectCriteria criteria;

    private LocateQuery(ObjectCriteria criteria) {
        this.criteria = criteria;
    }

    static LocateQuery of(ObjectCriteria criteria) {
        LocateQuery query = new LocateQuery(criteria);
        query.where("o.owner = :owner", "owner", criteria.owner());
        if (!criteria.includeDestroyed()) {
            query.conditions.add("o.destroy_date is null");
        }
        if (criteria.archived() != null) {
            query.conditions.add("o.archive_date is " + (criteria.archived() ? "not null" : "null"));
        }
        if (!criteria.uids().isEmpty()) {
            query.where("o.uid in (:uids)", "uids", criteria.uids());
        }
        query.whereIfGiven("o.object_type = :objectType", "objectType", criteria.objectType());
        query.whereIfGiven("o.cryptographic_algorithm = :algorithm", "algorithm", criteria.algorithm());
        query.whereIfGiven("o.cryptographic_length = :length", "length", criteria.length());
        query.whereIfGiven("(o.cryptographic_usage_mask & :usageMask) = :usageMask", "usageMask", criteria.usageMask());
        query.whereIfGiven("o.fresh = :fresh", "fresh", criteria.fresh());
        if (!criteria.states().isEmpty()) {
            query.where(EFFECTIVE_STATE + " in (:states)", "states", criteria.states());
            query.parameters.put("now", criteria.now());
        }
        query.addIndexConditions();
        query.addDateConditions();
        return query;
    }

    private void addIndexConditions() {
        int n = 0;
        for (IndexEntry entry : criteria.index()) {
            conditions.add("exists (select 1 from object_index i where i.owner = :owner and i.attribute in (:attribute" + n
                    + ") and i.value = :value" + n + " and i.uid = o.uid)");
            parameters.put("attribute" + n, entry.attribute().equals(IndexEntry.NAME) && criteria.includeDestroyed()
                    ? List.of(IndexEntry.NAME, IndexEntry.NAME_OF_DESTROYED) : List.of(entry.attribute()));
            parameters.put("value" + n, entry.value());
            n++;
        }
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

    List<UUID> list(StatelessSession session) {
        String sql = "select o.uid from managed_object o where "
                + conditions.stream().collect(Collectors.joining(" and "))
                + " order by o.initial_date desc, o.uid";
        var query = session.createNativeQuery(sql, UUID.class);
        parameters.forEach(query::setParameter);
        return query.setFirstResult(criteria.offset()).setMaxResults(criteria.limit()).list();
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
