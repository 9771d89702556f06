package io.lumenvault.db;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.StatelessSession;

/**
 * A select whose parameters have names, as {@code :name}, past Hibernate: it keeps what it has learnt of a native query with a result
 * class under a key that is equal to no other, and looks through all of these before each execution.
 */
public final class NamedSelect {

    /** Literals and quoted names are passed over whole, since what looks like a parameter there is none; {@code ::} casts. */
    private static final Pattern PARAMETER = Pattern.compile("'[^']*'|\"[^\"]*\"|(?<!:):([a-z]\\w*)");

    private final String sql;
    private final List<Object> arguments = new ArrayList<>();

    /** What a row is. */
    @FunctionalInterface
    public interface Row<R> {
        R read(ResultSet rows) throws SQLException;
    }

    /**
     * @param sql without comments, and with literals of standard strings alone, in which a quote is doubled
     * @param parameters values by name, of which the statement need not use all; a time is an {@link Instant}, a list is one of UUIDs and
     *     stands for an array
     * @throws IllegalArgumentException when a parameter has no value
     */
    public NamedSelect(String sql, Map<String, Object> parameters) {
        this.sql = PARAMETER.matcher(sql).replaceAll(found -> {
            if (found.group(1) == null) {
                return Matcher.quoteReplacement(found.group());
            }
            Object value = parameters.get(found.group(1));
            if (value == null) {
                throw new IllegalArgumentException("parameter " + found.group(1) + " has no value");
            }
            arguments.add(value);
            return "?";
        });
    }

    /** All rows. */
    public <R> List<R> list(StatelessSession session, Row<R> row) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                bind(select);
                try (ResultSet rows = select.executeQuery()) {
                    List<R> found = new ArrayList<>();
                    while (rows.next()) {
                        found.add(row.read(rows));
                    }
                    return found;
                }
            }
        });
    }

    private void bind(PreparedStatement select) throws SQLException {
        for (int i = 0; i < arguments.size(); i++) {
            select.setObject(i + 1, switch (arguments.get(i)) {
                case Instant time -> Columns.time(time);
                case List<?> uids -> select.getConnection().createArrayOf("uuid", uids.toArray(UUID[]::new));
                case Object value -> value;
            });
        }
    }
}
