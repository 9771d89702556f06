package io.lumenvault.qkd.plot;

/**
 * An axis.
 *
 * @param quantity what it shows
 * @param unit its unit, empty for a pure number
 * @param logarithmic whether equal lengths are equal ratios
 */
public record Axis(String quantity, String unit, boolean logarithmic) {
    /** An axis of equal steps. */
    public static Axis linear(String quantity, String unit) {
        return new Axis(quantity, unit, false);
    }

    /** An axis of equal ratios; what is not above 0 has no place on it. */
    public static Axis logarithmic(String quantity, String unit) {
        return new Axis(quantity, unit, true);
    }

    String caption() {
        return unit.isEmpty() ? quantity : quantity + " (" + unit + ")";
    }
}
