package io.lumenvault.server.audit;

import io.lumenvault.db.audit.AuditRow;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * An entry as a syslog message (RFC 5424): facility 13 (log audit), structured data with the leaf index and the event identifier, by which a
 * collector drops what it has received twice, and the entry itself as the message.
 */
final class SyslogMessage {

    private static final int LOG_AUDIT = 13;
    private static final int FACILITY = 8;
    private static final int ERROR = 3;
    private static final int WARNING = 4;
    private static final int INFORMATIONAL = 6;
    private static final int MOST_ID = 32;
    private static final int MOST_HOST = 255;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final byte[] UTF_8_TEXT = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private SyslogMessage() {}

    /**
     * The message with its octet count in front (RFC 5425 section 4.3).
     *
     * @param host the site, as HOSTNAME
     * @param enterprise private enterprise number for the name of the structured data
     */
    static byte[] framed(long leafIndex, AuditRow entry, String host, int enterprise) {
        byte[] header = ("<" + (LOG_AUDIT * FACILITY + severity(entry.result())) + ">1 " + TIME.format(entry.time()) + " "
                + token(host, MOST_HOST) + " lumenvault - " + token(entry.operation(), MOST_ID) + " [lumenvault@" + enterprise
                + " index=\"" + leafIndex + "\" event=\"" + entry.eventId() + "\" principal=\"" + value(entry.principal())
                + "\" result=\"" + value(entry.result()) + "\"] ").getBytes(StandardCharsets.UTF_8);
        int length = header.length + UTF_8_TEXT.length + entry.body().length;
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 12);
        out.writeBytes((length + " ").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(header);
        out.writeBytes(UTF_8_TEXT);
        out.writeBytes(entry.body());
        return out.toByteArray();
    }

    private static int severity(String result) {
        return switch (result) {
            case "served" -> INFORMATIONAL;
            case "refused" -> WARNING;
            default -> ERROR;
        };
    }

    /** Printable ASCII without blanks, as the fields of the header are (section 6). */
    private static String token(String text, int most) {
        String printable = text.replaceAll("[^!-~]", "_");
        return printable.isEmpty() ? "-" : printable.substring(0, Math.min(most, printable.length()));
    }

    /** Section 6.3.3: quotes, backslashes and closing brackets are escaped. */
    private static String value(String text) {
        return text.replaceAll("([\"\\\\\\]])", "\\\\$1");
    }
}
