package io.lumenvault.qkd.module;

import java.io.PrintStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** One plain line an event on standard output: time, module, event. Never a secret. */
final class EventLog {
    private final PrintStream out;
    private final Clock clock;
    private final String module;

    EventLog(PrintStream out, Clock clock, String module) {
        this.out = out;
        this.clock = clock;
        this.module = module;
    }

    void event(String format, Object... values) {
        String text = values.length == 0 ? format : String.format(Locale.ROOT, format, values);
        synchronized (out) {
            out.println(clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + module + " " + text.replaceAll("\\s+", " "));
            out.flush();
        }
    }
}
