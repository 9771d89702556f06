package io.lumenvault.cli.link;

import java.util.Locale;

/** Figures as people read them. */
final class Texts {

    private static final double KILO = 1000;

    private Texts() {}

    /** The shortest text of a number. */
    static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e6 ? Long.toString((long) value) : Double.toString(value).replace(".0E", "e").replace('E', 'e');
    }

    /** A number of bits, {@link #rate} with its unit. */
    static String bits(double value) {
        String text = rate(value);
        return text + (text.contains(" ") ? "bit" : " bit");
    }

    /** A rate with the prefix of its unit, or a dash where there is none. */
    static String rate(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        if (value < KILO) {
            return String.format(Locale.ROOT, value > 0 && value < 10 ? "%.2f" : "%.0f", value);
        }
        return value < KILO * KILO ? String.format(Locale.ROOT, "%.1f k", value / KILO) : String.format(Locale.ROOT, "%.2f M", value / KILO / KILO);
    }

    static String percent(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.2f %%", value * 100);
    }

    static String number(double value, int digits) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
