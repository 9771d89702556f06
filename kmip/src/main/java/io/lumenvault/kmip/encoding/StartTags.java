package io.lumenvault.kmip.encoding;

/** Where the elements of a document begin, one after another: a parser tells only where it stands, which is after the start tag. */
final class StartTags {

    private final String xml;
    private int at;

    StartTags(String xml) {
        this.xml = xml;
    }

    /** The offset of the next start tag, in a document that is well-formed so far. */
    int next() {
        int start = xml.indexOf('<', at);
        while (start >= 0 && !isStartTag(start)) {
            start = xml.indexOf('<', end(start));
        }
        at = start < 0 ? xml.length() : start + 1;
        return Math.max(start, 0);
    }

    private boolean isStartTag(int start) {
        return start + 1 < xml.length() && "/!?".indexOf(xml.charAt(start + 1)) < 0;
    }

    /** The end of what may hold a {@code <} that begins nothing. */
    private int end(int start) {
        String close = xml.startsWith("<!--", start) ? "-->" : xml.startsWith("<![CDATA[", start) ? "]]>"
                : xml.startsWith("<?", start) ? "?>" : ">";
        int end = xml.indexOf(close, start);
        return end < 0 ? xml.length() : end;
    }
}
