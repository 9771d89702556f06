package io.lumenvault.qkd.run;

import io.lumenvault.qkd.link.LightLevel;
import java.util.Locale;

/** What of a second's figures is an alarm: light that has gone, too many errors, correlations that need no entanglement. */
public final class Alarms {
    private static final double CLASSICAL = 2;

    private final double threshold;
    private final LightLevel light;

    /**
     * @param threshold QBER above which there is an alarm
     * @param light level of the receiver's light
     */
    public Alarms(double threshold, LightLevel light) {
        this.threshold = threshold;
        this.light = light;
    }

    /** The gravest alarm of the next second, or null. */
    public String of(Second second) {
        String dark = light.lost(second.raw());
        if (dark != null) {
            return dark;
        }
        if (second.errorRate() > threshold) {
            return String.format(Locale.ROOT, "QBER %.2f %% is above the threshold of %.2f %%", 100 * second.errorRate(), 100 * threshold);
        }
        return second.chsh() <= CLASSICAL ? String.format(Locale.ROOT, "CHSH value %.3f is not above %.0f", second.chsh(), CLASSICAL) : null;
    }
}
