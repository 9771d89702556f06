package io.lumenvault.qkd.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.lumenvault.qkd.link.DetectorParameters;
import io.lumenvault.qkd.link.LightLevel;
import org.junit.jupiter.api.Test;

class AlarmsTest {
    private final Alarms alarms = new Alarms(0.06, 2.1, LightLevel.of(new DetectorParameters(1, 0.1, 1e-6, 0.01, 0, 0, 0), 1e9));

    private String alarm(double raw, double errorRate, double chsh) {
        return alarms.of(new Second(1, raw, raw / 2, errorRate, chsh, 0.05, 0));
    }

    @Test
    void errorRate_aboveTheThreshold_isAnAlarm() {
        assertNull(alarm(1e6, 0.06, Double.NaN));
        assertEquals("QBER 6.10 % is above the threshold of 6.00 %", alarm(1e6, 0.061, Double.NaN));
    }

    @Test
    void chsh_surelyBelowTheThreshold_isAnAlarm() {
        assertNull(alarm(1e6, 0.01, 2.06), "it may be 2.11");
        assertEquals("CHSH value 2.040 +- 0.050 is below the threshold of 2.100", alarm(1e6, 0.01, 2.04));
        assertEquals("CHSH value 1.400 +- 0.050 is below the threshold of 2.100", alarm(1e6, 0.25, 1.4), "graver than errors");
    }

    @Test
    void light_atATenthOrAtDarkCounts_isLost() {
        assertNull(alarm(1e6, 0.01, Double.NaN));
        assertNull(alarm(1.1e5, 0.01, Double.NaN));
        assertEquals("loss of light: fewer than 100000 clicks a second", alarm(9e4, 0.01, Double.NaN));
        assertNull(alarm(1e6, 0.01, Double.NaN), "it comes back");
    }

    @Test
    void light_thatWasNeverThere_isLost() {
        assertEquals("loss of light: fewer than 4000 clicks a second", alarm(2100, 0.5, Double.NaN));
        assertEquals("loss of light: fewer than 1 clicks a second", new LightLevel(0).lost(0));
    }
}
