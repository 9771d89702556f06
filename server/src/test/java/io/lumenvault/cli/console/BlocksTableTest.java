package io.lumenvault.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlocksTableTest {

    private static final String FULL = """
            {"link":"link-ab","sequence":7,"time":"T","received_at":"R","protocol":"bb84","qber":0.02,"gain":0.00213,"sifted_bits":2000,
             "disclosed_bits":310,"bits":1024,"epsilon":1e-9,"secure_distance_km":118.4,"state":"available"}""";

    @Test
    void block_isPrintedOnce_withAllThatItsModuleSaid() throws Exception {
        List<List<String>> lines = printed("[{\"block\":" + FULL + "},{\"block\":" + FULL + "},{\"block\":null}]");
        assertEquals(2, lines.size());
        assertEquals(List.of("link-ab", "7", "T", "R", "bb84", "0.02", "0.00213", "2000", "310", "1024", "1.0e-09", "118 km", "available"), lines.get(1));
    }

    @Test
    void whatAModuleDidNotSay_isADash() throws Exception {
        assertEquals("-", printed("[{\"block\":{\"link\":\"l\",\"sequence\":0}}]").get(1).get(6));
    }

    private static List<List<String>> printed(String parts) throws Exception {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        BlocksTable.ofParts(new ObjectMapper().readTree(parts)).print(out);
        out.flush();
        return text.toString().lines().map(line -> List.of(line.strip().split("  +"))).toList();
    }
}
