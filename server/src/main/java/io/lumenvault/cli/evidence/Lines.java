package io.lumenvault.cli.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads a stream line by line, as bytes: what is hashed must not pass through a character set. */
final class Lines {

    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final int most;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;

    /** @param most longest line, in bytes */
    Lines(InputStream in, int most) {
        this.in = in;
        this.most = most;
    }

    /** The next line without its end, or null after the last; a last line that was cut off is refused. */
    byte[] next() throws IOException, EvidenceException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        while (true) {
            if (from == to) {
                to = in.read(buffer);
                from = 0;
                if (to < 0) {
                    to = 0;
                    if (line.size() > 0) {
                        throw new EvidenceException("the file ends within a line");
                    }
                    return null;
                }
            }
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            line.write(buffer, from, end - from);
            if (line.size() > most) {
                throw new EvidenceException("a line is longer than " + most + " bytes");
            }
            if (end < to) {
                from = end + 1;
                return line.toByteArray();
            }
            from = to;
        }
    }
}
