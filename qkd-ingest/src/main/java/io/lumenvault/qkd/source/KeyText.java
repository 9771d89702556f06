package io.lumenvault.qkd.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;

/** Key in base64 within JSON. */
final class KeyText {
    private static final int ESCAPE_DIGITS = 4;
    private static final int HEXADECIMAL = 16;

    private KeyText() {
    }

    /**
     * Decodes the value at which a parser stands from the bytes where they are: the parser's own reading would leave a copy in its
     * buffers, which nobody wipes.
     *
     * @param body what the parser reads
     */
    static byte[] decode(byte[] body, JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            throw new IOException("'" + in.currentName() + "' shall be base64");
        }
        int from = (int) in.currentTokenLocation().getByteOffset() + 1;
        int to = from;
        while (to < body.length && body[to] != '"') {
            to += body[to] == '\\' ? 2 : 1;
        }
        byte[] text = new byte[Math.max(0, Math.min(to, body.length) - from)];
        byte[] decoded = new byte[text.length];
        try {
            byte[] exact = Arrays.copyOf(text, unescape(body, from, from + text.length, text));
            try {
                return Arrays.copyOf(decoded, Base64.getDecoder().decode(exact, decoded));
            } finally {
                Arrays.fill(exact, (byte) 0);
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("'" + in.currentName() + "' is not base64");
        } finally {
            Arrays.fill(text, (byte) 0);
            Arrays.fill(decoded, (byte) 0);
        }
    }

    /** Some writers escape the slash, or write a character by its number (RFC 8259 section 7). @return the number of characters */
    private static int unescape(byte[] body, int from, int to, byte[] text) {
        int length = 0;
        for (int at = from; at < to; at++) {
            if (body[at] != '\\') {
                text[length++] = body[at];
            } else if (at + 1 < to && body[at + 1] == 'u' && at + 1 + ESCAPE_DIGITS < to) {
                text[length++] = (byte) hexadecimal(body, at + 2);
                at += 1 + ESCAPE_DIGITS;
            } else {
                at++;
                text[length++] = at < to ? body[at] : 0;
            }
        }
        return length;
    }

    /** A character of base64 is below 128; any other becomes one that is none. */
    private static int hexadecimal(byte[] body, int from) {
        int value = 0;
        for (int i = from; i < from + ESCAPE_DIGITS; i++) {
            value = value * HEXADECIMAL + Math.max(0, Character.digit(body[i], HEXADECIMAL));
        }
        return value < 0x80 ? value : 0;
    }
}
