package io.lumenvault.qkd.plot;

/**
 * A curve. Where y is not finite, or not above 0 on a logarithmic axis, the curve is interrupted.
 *
 * @param name what the legend says
 * @param x abscissae, ascending
 * @param y as many ordinates
 * @param style how it is drawn
 */
public record Series(String name, double[] x, double[] y, Style style) {
    /** How a curve is drawn. */
    public enum Style {
        /** An unbroken line. */
        SOLID,
        /** A dashed line: theory beside measurement, or a limit. */
        DASHED,
        /** A line with a dot at each point. */
        POINTS
    }

    public Series {
        if (x.length != y.length) {
            throw new IllegalArgumentException("curve '" + name + "' has " + x.length + " abscissae and " + y.length + " ordinates");
        }
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i]) || i > 0 && x[i] < x[i - 1]) {
                throw new IllegalArgumentException("curve '" + name + "': abscissae are finite and ascend, " + x[i] + " does not");
            }
        }
        x = x.clone();
        y = y.clone();
    }
}
