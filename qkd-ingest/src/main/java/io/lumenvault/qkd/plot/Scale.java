package io.lumenvault.qkd.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Maps the values of an axis to a stretch of the picture, and says where its ticks are. */
final class Scale {
    private static final int MOST_DECADES = 9;
    private static final int TICKS = 7;
    private static final String[] PREFIXES = {"n", "µ", "m", "", "k", "M", "G", "T"};
    private static final int NO_PREFIX = 3;

    private final boolean logarithmic;
    private final double least;
    private final double most;
    private final double from;
    private final double to;

    private Scale(boolean logarithmic, double least, double most, double from, double to) {
        this.logarithmic = logarithmic;
        this.least = least;
        this.most = most;
        this.from = from;
        this.to = to;
    }

    /**
     * A scale over what is shown.
     *
     * @param from where the least value goes
     * @param to where the greatest value goes
     */
    static Scale of(Axis axis, double least, double most, double from, double to) {
        if (axis.logarithmic()) {
            double high = Double.isNaN(most) ? 1 : Math.ceil(Math.log10(most) - 1e-9);
            double low = Double.isNaN(least) ? 0 : Math.floor(Math.log10(least) + 1e-9);
            return new Scale(true, Math.max(Math.min(low, high - 1), high - MOST_DECADES), high, from, to);
        }
        double low = Double.isNaN(least) ? 0 : least;
        double high = Double.isNaN(most) ? 1 : most;
        double step = step(high > low ? high - low : 1);
        return new Scale(false, Math.floor(low / step + 1e-9) * step,
                Math.max(Math.ceil(high / step - 1e-9) * step, Math.floor(low / step + 1e-9) * step + step), from, to);
    }

    /** A step of 1, 2 or 5 times a power of ten that gives about as many ticks as fit. */
    private static double step(double span) {
        double power = Math.pow(10, Math.floor(Math.log10(span / TICKS)));
        double ratio = span / TICKS / power;
        return power * (ratio <= 1 ? 1 : ratio <= 2 ? 2 : ratio <= 5 ? 5 : 10);
    }

    /** Whether a value has a place on the axis. */
    boolean shows(double value) {
        return Double.isFinite(value) && (!logarithmic || value > 0);
    }

    /** Where a value goes; values beyond the ends go beyond the picture's stretch. */
    double place(double value) {
        double position = logarithmic ? Math.log10(value) : value;
        return from + (position - least) / (most - least) * (to - from);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        double step = logarithmic ? 1 : step(most - least);
        long count = Math.round((most - least) / step);
        for (long i = 0; i <= count; i++) {
            double position = least + i * step;
            ticks.add(logarithmic ? Math.pow(10, position) : position);
        }
        return ticks;
    }

    /** The text of a tick, with the prefixes of the SI on a logarithmic axis. */
    String text(double tick) {
        if (!logarithmic) {
            double step = step(most - least);
            int digits = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
            return String.format(Locale.ROOT, "%." + digits + "f", tick == 0 ? 0.0 : tick);
        }
        int exponent = (int) Math.round(Math.log10(tick));
        int prefix = Math.floorDiv(exponent, 3) + NO_PREFIX;
        if (prefix < 0 || prefix >= PREFIXES.length) {
            return "1e" + exponent;
        }
        return Math.round(Math.pow(10, Math.floorMod(exponent, 3))) + (PREFIXES[prefix].isEmpty() ? "" : " " + PREFIXES[prefix]);
    }
}
