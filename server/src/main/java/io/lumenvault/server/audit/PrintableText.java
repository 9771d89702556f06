package io.lumenvault.server.audit;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text that may come from a caller, as the log can hold it: without control characters (PostgreSQL takes no NUL, and a terminal or a
 * collector of logs takes the others for commands), and of bounded length.
 */
final class PrintableText {

    static final int MOST = 1000;
    private static final int DELETE = 0x7f;

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}|[\\x80-\\x9f\\u2028\\u2029]");

    private PrintableText() {}

    /** The same for every value. */
    static Map<String, String> of(Map<String, String> texts) {
        if (texts.values().stream().allMatch(PrintableText::isPrintable)) {
            return Map.copyOf(texts);
        }
        return texts.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, text -> of(text.getValue())));
    }

    /** The common case, found without a pattern. */
    private static boolean isPrintable(String text) {
        return text.length() <= MOST && text.chars().allMatch(c -> c >= ' ' && c < DELETE);
    }

    static String of(String text) {
        if (isPrintable(text)) {
            return text;
        }
        String bounded = text.length() <= MOST ? text : text.substring(0, MOST) + "...";
        Matcher control = CONTROL.matcher(bounded);
        return control.find() ? control.replaceAll(found -> String.format("\\\\u%04x", (int) found.group().charAt(0))) : bounded;
    }
}
