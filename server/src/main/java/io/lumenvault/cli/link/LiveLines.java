package io.lumenvault.cli.link;

import io.lumenvault.qkd.run.Alarms;
import io.lumenvault.qkd.run.Block;
import io.lumenvault.qkd.run.RunObserver;
import io.lumenvault.qkd.run.Second;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/** Shows a run as it goes on, a line a second, and records it. */
final class LiveLines implements RunObserver {

    private static final String RED = "\033[31m";
    private static final String PLAIN = "\033[0m";

    private final PrintWriter out;
    private final RunFile.Writer file;
    private final Alarms alarms;
    private final boolean terminal;
    private long secretBits;
    private int blocks;
    private int discarded;
    private boolean failing;

    LiveLines(PrintWriter out, RunFile.Writer file, Alarms alarms, boolean terminal) {
        this.out = out;
        this.file = file;
        this.alarms = alarms;
        this.terminal = terminal;
    }

    @Override
    public void clock(String found) {
        out.println("         " + found);
        out.flush();
    }

    @Override
    public void second(Second second) {
        record("second", second);
        String line = String.format(Locale.ROOT, "%5.0f s  raw %s/s  sifted %s/s  QBER %s%s  secret %s/s", second.time(), Texts.rate(second.raw()),
                Texts.bits(second.sifted()), Texts.percent(second.errorRate()),
                Double.isNaN(second.chsh()) ? "" : "  S " + Texts.number(second.chsh(), 3) + " +- " + Texts.number(second.chshDeviation(), 3), Texts.bits(second.secret()));
        String wrong = alarms.of(second);
        String whole = wrong == null ? line : line + "  ALARM " + wrong;
        out.println(wrong != null && terminal ? RED + whole + PLAIN : whole);
        out.flush();
    }

    @Override
    public void block(Block block) {
        record("block", block);
        if (block.discarded() == null) {
            blocks++;
            failing = false;
            secretBits += block.secretBits();
        } else {
            discarded++;
            // As long as it goes on, once says enough.
            if (!failing) {
                out.println("         block discarded: " + block.discarded());
                out.flush();
            }
            failing = true;
        }
    }

    private void record(String kind, Object what) {
        try {
            file.line(kind, what);
        } catch (IOException e) {
            throw new UncheckedIOException("the run cannot be recorded: " + e.getMessage(), e);
        }
    }

    /** What came of all of it, where blocks were made. */
    String total() {
        return String.format(Locale.ROOT, "%d blocks distilled, %d discarded, %d secret bits, equal at both ends", blocks, discarded, secretBits);
    }
}
