package io.lumenvault.db.policy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Counts the objects of a quota that are not destroyed. */
final class ObjectCount {

    private final StringBuilder sql = new StringBuilder(
            "select count(*) from managed_object object where owner = ? and destroy_date is null");
    private final List<Object> values = new ArrayList<>();
    private final Connection connection;

    ObjectCount(Connection connection, QuotaScope scope) throws SQLException {
        this.connection = connection;
        values.add(scope.owner());
        among("object_type", "integer", scope.objectTypes());
        among("cryptographic_algorithm", "integer", scope.algorithms());
        among("origin_link", "text", scope.originLinks());
        for (Map.Entry<String, ? extends Collection<String>> label : scope.labels().entrySet()) {
            sql.append(" and exists (select 1 from object_index entry where entry.owner = object.owner and entry.uid = object.uid"
                    + " and entry.attribute = ? and entry.value = any (?))");
            values.add(label.getKey());
            values.add(connection.createArrayOf("text", label.getValue().toArray()));
        }
    }

    private void among(String column, String type, Collection<?> allowed) throws SQLException {
        if (!allowed.isEmpty()) {
            sql.append(" and ").append(column).append(" = any (?)");
            values.add(connection.createArrayOf(type, allowed.toArray()));
        }
    }

    long run() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
