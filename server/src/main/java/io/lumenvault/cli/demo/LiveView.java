package io.lumenvault.cli.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Shows the link and both sites: on a terminal a picture redrawn in place, elsewhere one plain line at a time. */
final class LiveView {

    private static final String UP = "\033[%dA";
    private static final String CLEAR_TO_END = "\033[K";
    private static final String BOLD = "\033[1m";
    private static final String RED = "\033[31m";
    private static final String GREEN = "\033[32m";
    private static final String PLAIN = "\033[0m";
    private static final double KILO = 1000;
    private static final Duration REDRAW = Duration.ofSeconds(1);
    private static final Duration PLAIN_LINE = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final boolean terminal;
    private int drawn;
    private Duration shown = PLAIN_LINE.negated();

    LiveView(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Something else has been printed: the next picture starts below it. */
    void interrupted() {
        drawn = 0;
    }

    /** Shows what the sites said, if it is time to. */
    void show(Optional<StatusWatch.Both> status, Duration running) {
        Duration pause = terminal ? REDRAW : PLAIN_LINE;
        if (running.minus(shown).compareTo(pause) < 0) {
            return;
        }
        shown = running;
        if (status.isEmpty()) {
            out.println(String.format(Locale.ROOT, "%4d s  waiting for the sites to answer", running.toSeconds()));
            drawn = 0;
        } else if (terminal) {
            draw(picture(status.get(), running));
        } else {
            out.println(line(status.get(), running));
        }
        out.flush();
    }

    private void draw(List<String> picture) {
        StringBuilder text = new StringBuilder();
        if (drawn > 0) {
            text.append(String.format(Locale.ROOT, UP, drawn));
        }
        picture.forEach(row -> text.append(row).append(CLEAR_TO_END).append('\n'));
        drawn = picture.size();
        out.print(text);
    }

    private static String line(StatusWatch.Both now, Duration running) {
        LinkStatus link = now.a().link();
        return String.format(Locale.ROOT, "%4d s  link %s  qber %s%s  sifted %s  secret %s  epsilon %s  available A %s B %s  delivered %d  refused %d%s",
                running.toSeconds(), link.state(), percent(link.qber()), chsh(link), rate(link.siftedRate()), rate(link.secretRate()), epsilon(link.epsilon()),
                bits(now.a().link().availableBits()), bits(now.b().link().availableBits()),
                now.a().deliveries() + now.b().deliveries(), now.a().refusals() + now.b().refusals(),
                link.alarm() == null ? "" : "  ALARM " + link.alarm());
    }

    private static List<String> picture(StatusWatch.Both now, Duration running) {
        LinkStatus link = now.a().link();
        boolean alarm = link.alarm() != null;
        List<String> rows = new ArrayList<>();
        rows.add(BOLD + "QKD link " + SiteConfigurationFile.LINK + PLAIN + "   " + (alarm ? RED + "ALARM: " + link.alarm() : GREEN + link.state()) + PLAIN
                + "   running " + running.toSeconds() + " s");
        rows.add(String.format(Locale.ROOT, "  QBER %-10s%s sifted %-14s secret %-14s epsilon %s",
                percent(link.qber()), chsh(link), rate(link.siftedRate()), rate(link.secretRate()), epsilon(link.epsilon())));
        rows.add(String.format(Locale.ROOT, "  blocks accepted %d, discarded %d", link.blocks(), link.discarded()));
        rows.add("");
        rows.add(String.format(Locale.ROOT, "  %-8s %16s %12s %12s %12s", "site", "key available", "deliveries", "refusals", "objects"));
        rows.add(row("A", now.a()));
        rows.add(row("B", now.b()));
        rows.add("");
        return rows;
    }

    private static String row(String site, SiteStatus status) {
        return String.format(Locale.ROOT, "  %-8s %16s %12d %12d %12d", site, bits(status.link().availableBits()), status.deliveries(),
                status.refusals(), status.objects());
    }

    private static String percent(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.2f %%", value * 100);
    }

    private static String chsh(LinkStatus link) {
        return Double.isNaN(link.chsh()) ? "" : String.format(Locale.ROOT, "  S %.3f (%.3f)", link.chsh(), link.chshSigma());
    }

    private static String rate(double value) {
        return Double.isNaN(value) ? "-" : scaled(value) + "bit/s";
    }

    private static String bits(long value) {
        return scaled(value) + "bit";
    }

    private static String scaled(double value) {
        if (value < KILO) {
            return String.format(Locale.ROOT, "%.0f ", value);
        }
        return value < KILO * KILO ? String.format(Locale.ROOT, "%.1f k", value / KILO) : String.format(Locale.ROOT, "%.2f M", value / KILO / KILO);
    }

    private static String epsilon(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.1e", value);
    }
}
