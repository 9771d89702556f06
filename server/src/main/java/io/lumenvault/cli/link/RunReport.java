package io.lumenvault.cli.link;

import io.lumenvault.qkd.estimation.Chsh;
import io.lumenvault.qkd.plot.Axis;
import io.lumenvault.qkd.plot.Markup;
import io.lumenvault.qkd.plot.Plot;
import io.lumenvault.qkd.plot.Series;
import io.lumenvault.qkd.run.Block;
import io.lumenvault.qkd.run.Second;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A run as a page that needs nothing else: what was run, what came of it, pictures, blocks. */
final class RunReport {

    private static final String STYLE = """
            <style>
            :root { color-scheme: light dark; }
            body { font: 15px/1.5 system-ui, sans-serif; max-width: 860px; margin: 2rem auto; padding: 0 1rem; background: #ffffff; color: #1f2328; }
            table { border-collapse: collapse; margin: 1rem 0; }
            th, td { text-align: left; padding: 0.2rem 1rem 0.2rem 0; border-bottom: 1px solid #d0d7de; }
            svg.plot { width: 100%; height: auto; margin: 1rem 0; }
            @media (prefers-color-scheme: dark) { body { background: #0d1117; color: #e6edf3; } th, td { border-color: #30363d; } }
            </style>
            """;

    private RunReport() {}

    static String page(RunFile.Recorded run) {
        String title = run.head().protocol() + " over " + Texts.plain(run.head().km()) + " km";
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\">\n<title>" + Markup.text(title) + "</title>\n" + STYLE + "</head>\n<body>\n");
        page.append("<h1>").append(Markup.text(title)).append("</h1>\n");
        summary(page, run);
        page.append(errorRate(run).svg()).append(rates(run).svg());
        if (run.seconds().stream().anyMatch(second -> !Double.isNaN(second.chsh()))) {
            page.append(chsh(run).svg());
        }
        blocks(page, run.blocks());
        return page.append("</body>\n</html>\n").toString();
    }

    private static void summary(StringBuilder page, RunFile.Recorded run) {
        RunFile.Head head = run.head();
        page.append("<table>\n");
        row(page, "td", "Link", head.link());
        row(page, "td", "Started", head.started());
        row(page, "td", "Length", run.seconds().size() + " s at the clock of the link");
        row(page, "td", "Eavesdropper", head.eavesdropper().isEmpty() ? "nobody" : head.eavesdropper());
        row(page, "td", "Sifted", Texts.bits(mean(run, Second::sifted)) + "/s on average, " + Texts.bits(head.expectedSifted()) + "/s expected without eavesdropper");
        row(page, "td", "QBER", Texts.percent(mean(run, Second::errorRate)) + " on average, " + Texts.percent(head.expectedErrorRate()) + " expected without eavesdropper");
        double chsh = mean(run, Second::chsh);
        if (!Double.isNaN(chsh)) {
            row(page, "td", "CHSH value", Texts.number(chsh, 3) + " on average");
        }
        if (head.distilled()) {
            long secret = run.blocks().stream().mapToLong(Block::secretBits).sum();
            long discarded = run.blocks().stream().filter(block -> block.discarded() != null).count();
            row(page, "td", "Secret", secret + " bits of " + (run.blocks().size() - discarded) + " blocks, " + discarded + " blocks discarded; "
                    + Texts.bits(head.expectedSecret()) + "/s expected without eavesdropper");
        } else {
            row(page, "td", "Secret", Texts.bits(mean(run, Second::secret)) + "/s on average, priced without chance; no key was made");
        }
        page.append("</table>\n");
    }

    private static void row(StringBuilder page, String cell, String... texts) {
        page.append("<tr>");
        for (String text : texts) {
            page.append('<').append(cell).append('>').append(Markup.text(text)).append("</").append(cell).append('>');
        }
        page.append("</tr>\n");
    }

    private static double mean(RunFile.Recorded run, ToDoubleFunction<Second> figure) {
        return run.seconds().stream().mapToDouble(figure).filter(Double::isFinite).average().orElse(Double.NaN);
    }

    /** Error rate over time, with the threshold. */
    static Plot errorRate(RunFile.Recorded run) {
        Plot plot = new Plot("Quantum bit error rate", Axis.linear("time", "s"), Axis.linear("QBER", "%"))
                .add(curve("seen", run.seconds(), second -> 100 * second.errorRate(), Series.Style.POINTS))
                .add(level("expected without eavesdropper", run.seconds(), 100 * run.head().expectedErrorRate()));
        return Double.isNaN(run.head().threshold()) ? plot : plot.add(level("threshold", run.seconds(), 100 * run.head().threshold()));
    }

    private static Plot rates(RunFile.Recorded run) {
        return new Plot("Rates", Axis.linear("time", "s"), Axis.logarithmic("rate", "bit/s"))
                .add(curve("detections (1/s)", run.seconds(), Second::raw, Series.Style.SOLID))
                .add(curve("sifted key", run.seconds(), Second::sifted, Series.Style.SOLID))
                .add(curve("secret key", run.seconds(), Second::secret, Series.Style.POINTS))
                .add(level("secret key expected without eavesdropper", run.seconds(), run.head().expectedSecret()));
    }

    private static Plot chsh(RunFile.Recorded run) {
        Plot plot = new Plot("CHSH value", Axis.linear("time", "s"), Axis.linear("S", ""))
                .add(curve("seen", run.seconds(), Second::chsh, Series.Style.POINTS))
                .add(curve("upper confidence limit", run.seconds(), second -> second.chsh() + second.chshDeviation(), Series.Style.SOLID))
                .add(level("classical limit", run.seconds(), Chsh.CLASSICAL))
                .add(level("quantum limit", run.seconds(), Chsh.TSIRELSON));
        return Double.isNaN(run.head().chshThreshold()) ? plot : plot.add(level("threshold", run.seconds(), run.head().chshThreshold()));
    }

    private static Series curve(String name, List<Second> seconds, ToDoubleFunction<Second> figure, Series.Style style) {
        return new Series(name, seconds.stream().mapToDouble(Second::time).toArray(), seconds.stream().mapToDouble(figure).toArray(), style);
    }

    private static Series level(String name, List<Second> seconds, double value) {
        double[] values = new double[seconds.size()];
        Arrays.fill(values, value);
        return new Series(name, seconds.stream().mapToDouble(Second::time).toArray(), values, Series.Style.DASHED);
    }

    private static void blocks(StringBuilder page, List<Block> blocks) {
        if (blocks.isEmpty()) {
            return;
        }
        page.append("<h2>Blocks</h2>\n<table>\n");
        row(page, "th", "Time", "Sifted bits", "Secret bits", "QBER", "Result");
        for (Block block : blocks) {
            row(page, "td", Texts.number(block.time(), 2) + " s", Long.toString(block.siftedBits()), Long.toString(block.secretBits()),
                    Texts.percent(block.errorRate()), block.discarded() == null ? "distilled" : "discarded: " + block.discarded());
        }
        page.append("</table>\n");
    }
}
