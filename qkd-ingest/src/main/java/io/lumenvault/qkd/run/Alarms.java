package io.lumenvault.qkd.run;

import io.lumenvault.qkd.estimation.Chsh;
import io.lumenvault.qkd.link.LightLevel;
import java.util.Locale;

/** What of a second's figures is an alarm: light that has gone, correlations that need no entanglement, too many errors. */
public final class Alarms {
    private final double threshold;
    private final double chshThreshold;
    private final LightLevel light;

    /**
     * @param threshold QBER above which there is an alarm
     * @param chshThreshold CHSH value that must not be surely undercut
     * @param light level of the receiver's light
     */
    public Alarms(double threshold, double chshThreshold, LightLevel light) {
        this.threshold = threshold;
        this.chshThreshold = chshThreshold;
        this.light = light;
    }

    /** The gravest alarm of the next second, or null. */
    public String of(Second second) {
        String dark = light.lost(second.raw());
        if (dark != null) {
            return dark;
        }
        String unentangled = new Chsh(second.chsh(), second.chshDeviation(), Double.NaN).below(chshThreshold);
        if (unentangled != null) {
            return unentangled;
        }
        return second.errorRate() > threshold ? String.format(Locale.ROOT, "QBER %.2f %% is above the threshold of %.2f %%", 100 * second.errorRate(), 100 * threshold) : null;
    }
}
