package io.lumenvault.cli.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrillReportTest {

    private static String printed(DrillReport report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        report.print(new PrintStream(out));
        return out.toString();
    }

    @Test
    void passed_everyRuleMet_isTrue() {
        DrillReport report = DrillReport.of(3).count("anything", 7).zero("lost", 0).some("served", 1).build();
        assertTrue(report.passed());
        assertTrue(printed(report).endsWith("passed\n"), printed(report));
        assertEquals(7, report.value("anything"));
        assertThrows(IllegalArgumentException.class, () -> report.value("nothing"));
    }

    @Test
    void passed_oneLost_isFalse() {
        DrillReport report = DrillReport.of(3).zero("lost", 1).some("served", 1).build();
        assertFalse(report.passed());
        assertTrue(printed(report).contains("must be 0: FAILED"), printed(report));
    }

    @Test
    void passed_nothingServed_isFalse() {
        assertFalse(DrillReport.of(3).zero("lost", 0).some("served", 0).build().passed());
    }

    @Test
    void print_manyFindings_tellsTheFirstAndHowManyMore() {
        DrillReport report = DrillReport.of(1).findings(Collections.nCopies(25, "x")).findings(List.of()).build();
        assertFalse(report.passed());
        assertTrue(printed(report).contains("found: 5 more"), printed(report));
    }
}
