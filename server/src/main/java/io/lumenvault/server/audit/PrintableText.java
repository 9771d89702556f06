package io.lumenvault.server.audit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text that may come from a caller, as the log can hold it: without control characters (PostgreSQL takes no NUL, and a terminal or a
 * collector of logs takes the others for commands), and of bounded length.
 */
final class PrintableText {

    static final int MOST = 1000;

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}|[\\x80-\\x9f\\u2028\\u2029]");

    private PrintableText() {}

    static String of(String text) {
        String bounded = text.length() <= MOST ? text : text.substring(0, MOST) + "...";
        Matcher control = CONTROL.matcher(bounded);
        return control.find() ? control.replaceAll(found -> String.format("\\\\u%04x", (int) found.group().charAt(0))) : bounded;
    }
}
