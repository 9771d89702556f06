package io.lumenvault.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NamedSelectTest extends DatabaseTest {
    private static final UUID ONE = UUID.fromString("00000000-0000-0000-0000-000000000001");

    private static List<String> rows(String sql, Map<String, Object> parameters) {
        NamedSelect select = new NamedSelect(sql, parameters);
        return database.transaction(session -> select.list(session, rows -> rows.getString(1)));
    }

    @Test
    void aParameterThatStandsTwice_isTheSameInBothPlaces() {
        assertEquals(List.of("7-a-7"), rows("select :n::int || '-' || :text || '-' || :n", Map.of("text", "a", "n", 7, "unused", 1)));
    }

    @Test
    void timesAndListsOfUuids_areTimesAndArrays() {
        Instant time = Instant.parse("2026-01-02T03:04:05Z");
        assertEquals(List.of("1767323045"), rows("select extract(epoch from :time)::bigint", Map.of("time", time)));
        assertEquals(List.of(ONE.toString()), rows("select u from unnest(array[:one, gen_random_uuid()]) u where u = any(:uids)",
                Map.of("one", ONE, "uids", List.of(ONE))));
    }

    @Test
    void colonsInLiteralsAndQuotedNames_areNoParameters() {
        assertEquals(List.of("a:n:text 'quoted:n' $1 7"), rows("select 'a:n' || ':text ''quoted:n'' $1 ' || :n::int as \":n\" where ':n' <> :text",
                Map.of("n", 7, "text", "b")));
        assertEquals(List.of("12:07"), rows("select to_char('12:07'::time, 'HH24:mi')::text", Map.of()));
    }

    @Test
    void aParameterWithoutAValue_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> new NamedSelect("select :nothing", Map.of("n", 1)));
    }
}
