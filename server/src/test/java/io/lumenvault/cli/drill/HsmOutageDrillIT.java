package io.lumenvault.cli.drill;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.faults.RunningSites;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The short form of the drill {@code hsm-outage}; the process of the HSM is killed in the first rounds. */
@Tag("timed")
class HsmOutageDrillIT {

    private static final int ROUNDS = 3;
    private static final int AFTERWARDS = 500;
    private static final int PATIENCE = 10;

    @Test
    void hsmKilledUnderLoad_isRefusedAtOnce_andServedAgainWithoutRestart() throws Exception {
        DrillReport report = new HsmOutageDrill(Load.Intensity.LIGHT, AFTERWARDS, PATIENCE).run(RunningSites.drill("hsm-outage", ROUNDS));
        report.print(System.out);
        assertTrue(report.passed(), () -> report.findings().toString());
    }
}
