package io.lumenvault.db.approval;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Translation between rows and what the statements read and write. */
final class ApprovalColumns {

    static final String ALL = "id, operation, request_hash, requester, requester_group, protocol, objects, parameter_names, "
            + "parameter_values, required, members, member_group, state, given, asked_at, expires_at, ended_at";

    private ApprovalColumns() {}

    static List<ApprovalRow> read(PreparedStatement statement) throws SQLException {
        List<ApprovalRow> found = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(read(row));
            }
        }
        return found;
    }

    private static ApprovalRow read(ResultSet row) throws SQLException {
        String[] names = (String[]) row.getArray("parameter_names").getArray();
        String[] values = (String[]) row.getArray("parameter_values").getArray();
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            parameters.put(names[i], values[i]);
        }
        return new ApprovalRow(row.getObject("id", UUID.class), row.getString("operation"), row.getBytes("request_hash"),
                row.getString("requester"), row.getString("requester_group"), row.getString("protocol"),
                List.of((UUID[]) row.getArray("objects").getArray()), parameters,
                row.getInt("required"), Set.of((String[]) row.getArray("members").getArray()), row.getString("member_group"),
                ApprovalState.of(row.getString("state")), row.getInt("given"), instant(row, "asked_at"), instant(row, "expires_at"),
                instant(row, "ended_at"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static Array texts(Connection connection, Iterable<String> values) throws SQLException {
        List<String> all = new ArrayList<>();
        values.forEach(all::add);
        return connection.createArrayOf("text", all.toArray());
    }
}
