package io.lumenvault.qkd.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;
import java.util.function.Function;

/** A line plot. Add curves, then take the picture. */
public final class Plot {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 480;
    private static final int LEFT = 84;
    private static final int RIGHT = WIDTH - 24;
    private static final int TOP = 48;
    private static final int BOTTOM = HEIGHT - 60;
    private static final int LEGEND_LINE = 22;
    private static final int LEGEND_COLUMNS = 2;

    private final String title;
    private final Axis x;
    private final Axis y;
    private final List<Series> curves = new ArrayList<>();

    public Plot(String title, Axis x, Axis y) {
        this.title = title;
        this.x = x;
        this.y = y;
    }

    /** Adds a curve. */
    public Plot add(Series curve) {
        curves.add(curve);
        return this;
    }

    /** The picture as an SVG element, which is a document of its own too. */
    public String svg() {
        Scale across = scale(x, Series::x, LEFT, RIGHT);
        Scale up = scale(y, Series::y, BOTTOM, TOP);
        int height = HEIGHT + LEGEND_LINE * ((curves.size() + LEGEND_COLUMNS - 1) / LEGEND_COLUMNS);
        StringBuilder out = new StringBuilder(1 << 13);
        add(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" class=\"plot\">", WIDTH, height);
        add(out, "<title>%s</title>", Markup.text(title));
        out.append(Palette.STYLE);
        add(out, "<rect class=\"ground\" width=\"%d\" height=\"%d\"/>", WIDTH, height);
        add(out, "<text class=\"heading\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>", WIDTH / 2, TOP - 20, Markup.text(title));
        horizontal(out, across);
        vertical(out, up);
        add(out, "<rect class=\"frame\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>", LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP);
        // What lies below the last decade shown is cut off at the frame.
        add(out, "<svg x=\"%1$d\" y=\"%2$d\" width=\"%3$d\" height=\"%4$d\" viewBox=\"%1$d %2$d %3$d %4$d\">",
                LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP);
        for (int i = 0; i < curves.size(); i++) {
            curve(out, curves.get(i), i, across, up);
        }
        out.append("</svg>\n");
        for (int i = 0; i < curves.size(); i++) {
            legend(out, i);
        }
        return out.append("</svg>\n").toString();
    }

    /** The scale over all values that have a place on the axis. */
    private Scale scale(Axis axis, Function<Series, double[]> values, double from, double to) {
        DoublePredicate placed = axis.logarithmic() ? v -> v > 0 && Double.isFinite(v) : Double::isFinite;
        double least = Double.NaN;
        double most = Double.NaN;
        for (Series curve : curves) {
            for (double value : values.apply(curve)) {
                if (placed.test(value)) {
                    least = Double.isNaN(least) ? value : Math.min(least, value);
                    most = Double.isNaN(most) ? value : Math.max(most, value);
                }
            }
        }
        return Scale.of(axis, least, most, from, to);
    }

    private void horizontal(StringBuilder out, Scale across) {
        for (double tick : across.ticks()) {
            double at = across.place(tick);
            add(out, "<path class=\"grid\" d=\"M%.1f %dV%d\"/>", at, TOP, BOTTOM);
            add(out, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>", at, BOTTOM + 20, across.text(tick));
        }
        add(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>", (LEFT + RIGHT) / 2, BOTTOM + 44, Markup.text(x.caption()));
    }

    private void vertical(StringBuilder out, Scale up) {
        for (double tick : up.ticks()) {
            double at = up.place(tick);
            add(out, "<path class=\"grid\" d=\"M%d %.1fH%d\"/>", LEFT, at, RIGHT);
            add(out, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", LEFT - 8, at + 4, up.text(tick));
        }
        int middle = (TOP + BOTTOM) / 2;
        add(out, "<text x=\"20\" y=\"%1$d\" text-anchor=\"middle\" transform=\"rotate(-90 20 %1$d)\">%2$s</text>", middle,
                Markup.text(y.caption()));
    }

    private static void curve(StringBuilder out, Series curve, int number, Scale across, Scale up) {
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        for (int i = 0; i < curve.x().length; i++) {
            boolean shown = across.shows(curve.x()[i]) && up.shows(curve.y()[i]);
            if (shown) {
                path.append(String.format(Locale.ROOT, "%s%.1f %.1f", pen ? "L" : "M", across.place(curve.x()[i]), up.place(curve.y()[i])));
            }
            pen = shown;
        }
        add(out, "<path class=\"curve c%d%s\" d=\"%s\"/>", number % Palette.COLOURS, dashed(curve), path);
        for (int i = 0; curve.style() == Series.Style.POINTS && i < curve.x().length; i++) {
            if (across.shows(curve.x()[i]) && up.shows(curve.y()[i])) {
                add(out, "<circle class=\"curve c%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"2\"/>", number % Palette.COLOURS,
                        across.place(curve.x()[i]), up.place(curve.y()[i]));
            }
        }
    }

    private void legend(StringBuilder out, int number) {
        int left = LEFT + number % LEGEND_COLUMNS * (RIGHT - LEFT) / LEGEND_COLUMNS;
        int line = HEIGHT + number / LEGEND_COLUMNS * LEGEND_LINE;
        add(out, "<path class=\"curve c%d%s\" d=\"M%d %dh32\"/>", number % Palette.COLOURS, dashed(curves.get(number)), left, line);
        add(out, "<text x=\"%d\" y=\"%d\">%s</text>", left + 40, line + 4, Markup.text(curves.get(number).name()));
    }

    private static String dashed(Series curve) {
        return curve.style() == Series.Style.DASHED ? " dashed" : "";
    }

    private static void add(StringBuilder out, String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
