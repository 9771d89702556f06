package io.lumenvault.qkd.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;

/** Key in base64 within JSON. */
final class KeyText {
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
            to++;
        }
        byte[] text = Arrays.copyOfRange(body, from, to);
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IOException("'" + in.currentName() + "' is not base64");
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }
}
