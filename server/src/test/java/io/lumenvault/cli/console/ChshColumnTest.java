package io.lumenvault.cli.console;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ChshColumnTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void column_standsBesideTheErrorRate_whereSomeRowHasAValue() throws Exception {
        JsonNode rows = JSON.readTree("[{\"qber\":0.02,\"chsh\":2.6911,\"chsh_sigma\":0.0062},{\"qber\":0.01}]");
        ChshColumn column = ChshColumn.of(rows, "LINK", "QBER", "ALARM");
        assertArrayEquals(new String[] {"LINK", "QBER", "CHSH S", "ALARM"}, column.headings());
        assertArrayEquals(new String[] {"a", "0.02", "2.691 (0.006)", "-"}, column.cells(rows.get(0), "a", "0.02", "-"));
        assertArrayEquals(new String[] {"b", "0.01", "-", "-"}, column.cells(rows.get(1), "b", "0.01", "-"));
    }

    @Test
    void column_isNotThere_whereNoRowHasAValue() throws Exception {
        JsonNode rows = JSON.readTree("[{\"qber\":0.01},{\"qber\":0.02}]");
        ChshColumn column = ChshColumn.of(rows, "LINK", "QBER");
        assertArrayEquals(new String[] {"LINK", "QBER"}, column.headings());
        assertArrayEquals(new String[] {"a", "0.01"}, column.cells(rows.get(0), "a", "0.01"));
    }
}
