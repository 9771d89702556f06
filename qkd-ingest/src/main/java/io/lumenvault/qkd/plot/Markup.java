package io.lumenvault.qkd.plot;

/** Text inside markup. */
public final class Markup {
    private Markup() {
    }

    /** The text with what markup would take for its own written out; good in elements and in quoted attributes. */
    public static String text(String plain) {
        return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
