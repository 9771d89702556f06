package io.lumenvault.qkd.ingest;

import java.io.PrintStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** One plain line an event on standard output: time, module, event. Never a secret. */
public final class EventLog {
    private final PrintStream out;
    private final Clock clock;
    private final String module;

    /** @param module whose events they are */
    public EventLog(PrintStream out, Clock clock, String module) {
        this.out = out;
        this.clock = clock;
        this.module = module;
    }

    /** Writes one event, as {@link String#format} has it. */
    public void event(String format, Object... values) {
        String text = values.length == 0 ? format : String.format(Locale.ROOT, format, values);
        synchronized (out) {
            out.println(clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + module + " " + text.replaceAll("\\s+", " "));
            out.flush();
        }
    }
}
